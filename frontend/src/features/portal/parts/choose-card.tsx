import { Link } from "@tanstack/react-router";
import { CalendarClock } from "lucide-react";
import { buttonStyle } from "@/components/ui/button";
import { cn } from "@/lib/cn";
import { formatMinutes } from "@/lib/format";
import { t } from "../messages";
import type { Interview } from "../model";

/** The most important thing that can be here: a time is wanted. */
export function ChooseCard({ interview, level }: { interview: Interview; level: "h2" | "h3" }) {
  const Title = level;
  const free = interview.proposed_slots.filter((slot) => slot.available).length;
  return (
    <section className="rounded-card border border-primary/40 bg-primary-soft p-4 sm:p-5">
      <Title className="flex items-start gap-2 text-section">
        <CalendarClock aria-hidden className="mt-0.5 size-5 shrink-0 text-primary" />
        {t("chooseTitle")}
      </Title>
      <p className="mt-1">
        {t("chooseFor", {
          round: interview.round_name,
          job: interview.job_title,
          company: interview.client_name,
        })}
      </p>
      <p className="mt-1 text-muted">
        {t("chooseCount", {
          count: free,
          minutes: formatMinutes(interview.interview_duration),
        })}
      </p>
      <Link
        to="/portal/interviews/$interviewId/time"
        params={{ interviewId: interview.interview_id }}
        aria-label={t("chooseTimeFor", { round: interview.round_name })}
        className={cn(buttonStyle({ tone: "primary" }), "mt-4 max-sm:w-full")}
      >
        {t("chooseTime")}
      </Link>
    </section>
  );
}
