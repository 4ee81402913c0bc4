import { Link } from "@tanstack/react-router";
import { formatDay, formatLongDay, formatRelative } from "@/lib/format";
import { useZone } from "@/lib/use-zone";
import { t } from "../messages";
import { ladder, mayWithdraw, nextOf, type Application, type Interview } from "../model";
import { STEP_TEXTS } from "../words";
import { Card } from "./card";
import { LadderView } from "./ladder-view";
import { Withdraw } from "./withdraw";

interface ApplicationCardProps {
  application: Application;
  interviews: readonly Interview[];
  now: number;
  level: "h2" | "h3";
  /** Dates and the file; the start does without them. */
  full?: boolean;
}

/** One application: where it stands in words and as a ladder, and who has to move. */
export function ApplicationCard({
  application,
  interviews,
  now,
  level,
  full = false,
}: ApplicationCardProps) {
  const zone = useZone();
  const way = ladder(application);
  const next = nextOf(application, interviews, now);
  const step = way.steps.find((each) => each.state === "current")?.step ?? "decision";
  const Title = level;
  return (
    <Card>
      <Title className="text-section break-words">{application.job_title}</Title>
      <p className="break-words text-muted">{application.client_name}</p>
      <p className="mt-3">
        {application.withdrawn_at
          ? t("isWithdrawn")
          : way.closed === "ended"
            ? t("isEnded")
            : STEP_TEXTS[step]}
      </p>
      <p className="mb-4 text-muted">
        {next.kind === "choose" && (
          <Link
            to="/portal/interviews/$interviewId/time"
            params={{ interviewId: next.interview.interview_id }}
            className="font-medium text-primary underline underline-offset-4"
          >
            {t("nextYou", { round: next.interview.round_name })}
          </Link>
        )}
        {next.kind === "attend" && next.interview.scheduled_start_time && (
          <Link
            to="/portal/interviews/$interviewId"
            params={{ interviewId: next.interview.interview_id }}
            className="font-medium text-primary underline underline-offset-4"
          >
            {t("nextAttend", {
              round: next.interview.round_name,
              day: formatLongDay(next.interview.scheduled_start_time, zone),
            })}
          </Link>
        )}
        {next.kind === "wait" && t("nextThem")}
        {way.closed === "chosen" && t("nextChosen")}
      </p>
      <LadderView ladder={way} />
      {full && (
        <ul className="mt-4 flex flex-wrap items-center gap-x-4 gap-y-1 border-t pt-3 text-body text-muted">
          <li>{t("sentOn", { day: formatDay(application.created_at, zone) })}</li>
          <li>{t("changedOn", { when: formatRelative(application.updated_at, new Date(now)) })}</li>
          {application.cv_filename && (
            <li className="break-all">{t("cv", { name: application.cv_filename })}</li>
          )}
          {mayWithdraw(application) && (
            <li className="ms-auto">
              <Withdraw application={application} />
            </li>
          )}
        </ul>
      )}
    </Card>
  );
}
