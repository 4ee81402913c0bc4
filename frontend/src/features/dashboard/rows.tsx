import { Video } from "lucide-react";
import type { ReactNode } from "react";
import { PlaceLink } from "@/components/layout/place-link";
import { Status } from "@/components/status/status";
import { buttonStyle } from "@/components/ui/button";
import { cn } from "@/lib/cn";
import { formatTime } from "@/lib/format";
import type { Interview } from "./api";
import { t } from "./messages";

interface RowProps {
  /** At the start: the time, where there is one. */
  lead?: ReactNode;
  place: string;
  name: string;
  detail: ReactNode;
  /** At the end: what to do, or how it stands. */
  end?: ReactNode;
}

/** One line of a panel: when, who, what of, and what now. */
export function Row({ lead, place, name, detail, end }: RowProps) {
  return (
    <div className="flex items-center gap-3">
      {lead && <div className="tabular w-12 shrink-0 font-medium">{lead}</div>}
      <div className="min-w-0 flex-1">
        <PlaceLink place={place} className="block truncate font-medium hover:underline">
          {name}
        </PlaceLink>
        <p className="truncate text-dense text-muted">{detail}</p>
      </div>
      {end && <div className="shrink-0">{end}</div>}
    </div>
  );
}

/** A quiet word at the end of a line. */
export function Aside({ children }: { children: ReactNode }) {
  return <span className="text-dense text-muted">{children}</span>;
}

export const interviewDetail = (interview: Interview) =>
  t("roundOf", { round: interview.round_name, job: interview.job_title });

export const startTime = ({ scheduled_start_time: at }: Interview, zone: string) =>
  at && formatTime(at, zone);

/** The way into the call while it is still to come; else how it stands. */
export function JoinOrStatus({ interview }: { interview: Interview }) {
  const ahead = ["Confirmed", "Scheduled"].includes(interview.interview_status);
  if (!ahead || interview.meeting_link === null)
    return <Status of="interview" status={interview.interview_status} />;
  return (
    <a
      href={interview.meeting_link}
      target="_blank"
      rel="noreferrer"
      aria-label={t("joinFor", { name: interview.candidate_name })}
      className={cn(buttonStyle({ size: "small" }))}
    >
      <Video aria-hidden />
      {t("join")}
    </a>
  );
}
