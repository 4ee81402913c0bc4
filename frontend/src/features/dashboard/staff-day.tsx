import { useQuery } from "@tanstack/react-query";
import { CalendarDays, ClipboardPenLine, Hourglass, Sparkles } from "lucide-react";
import { useCan } from "@/auth/can";
import { Status } from "@/components/status/status";
import { formatRelative, formatTime } from "@/lib/format";
import { dayOf } from "@/lib/time";
import { useZone } from "@/lib/use-zone";
import { interviews, newApplications, type Interview } from "./api";
import { t } from "./messages";
import { place, today } from "./model";
import { Panel } from "./panel";
import { interviewDetail, interviewPlace, JoinOrStatus, Row } from "./rows";
import { useNow } from "./use-now";

const SHOWN = 5;

const interviewId = (interview: Interview) => interview.interview_id;

/** What an agency's person has to do today. */
export function StaffDay() {
  const now = useNow();
  const zone = useZone();
  const maySeeCandidates = useCan("candidates:read");
  const day = today(now, zone);
  const booked = useQuery(
    interviews({
      status: ["Confirmed", "Scheduled", "Completed"],
      ...day,
      sort: "scheduled_start_time",
      limit: 10,
    }),
  );
  const overdue = useQuery(
    interviews({
      status: ["Confirmed", "Scheduled"],
      // Those of today have until tonight.
      to: day.from,
      sort: "scheduled_start_time",
      limit: SHOWN,
    }),
  );
  const awaiting = useQuery(
    interviews({
      status: ["Awaiting Candidate Confirmation"],
      sort: "created_at",
      limit: SHOWN,
    }),
  );
  const fresh = useQuery({ ...newApplications(SHOWN), enabled: maySeeCandidates });
  const date = dayOf(now.toISOString(), zone);
  const yesterday = dayOf(new Date(Date.parse(day.from) - 1).toISOString(), zone);
  return (
    <div className="grid gap-4 md:grid-cols-2">
      <Panel
        title={t("today")}
        icon={CalendarDays}
        query={booked}
        place={place("/interviews", {
          status: ["Confirmed", "Scheduled", "Completed"],
          from: date,
          to: date,
        })}
        none={t("noToday")}
        rowId={interviewId}
        row={(interview) => (
          <Row
            lead={
              interview.scheduled_start_time && formatTime(interview.scheduled_start_time, zone)
            }
            place={interviewPlace(interview)}
            name={interview.candidate_name}
            detail={interviewDetail(interview)}
            end={<JoinOrStatus interview={interview} />}
          />
        )}
      />
      <Panel
        title={t("overdue")}
        hint={t("overdueWhy")}
        icon={ClipboardPenLine}
        query={overdue}
        place={place("/interviews", { status: ["Confirmed", "Scheduled"], to: yesterday })}
        none={t("noOverdue")}
        rowId={interviewId}
        row={(interview) => (
          <Row
            place={interviewPlace(interview)}
            name={interview.candidate_name}
            detail={interviewDetail(interview)}
            end={
              interview.scheduled_end_time && (
                <span className="text-dense text-muted">
                  {t("ended", { when: formatRelative(interview.scheduled_end_time, now) })}
                </span>
              )
            }
          />
        )}
      />
      <Panel
        title={t("awaiting")}
        hint={t("awaitingWhy")}
        icon={Hourglass}
        query={awaiting}
        place={place("/interviews", { status: "Awaiting Candidate Confirmation" })}
        none={t("noAwaiting")}
        rowId={interviewId}
        row={(interview) => (
          <Row
            place={interviewPlace(interview)}
            name={interview.candidate_name}
            detail={interviewDetail(interview)}
            end={
              <span className="text-dense text-muted">
                {formatRelative(interview.published_at ?? interview.created_at, now)}
              </span>
            }
          />
        )}
      />
      {maySeeCandidates && (
        <Panel
          title={t("applications")}
          hint={t("applicationsWhy")}
          icon={Sparkles}
          query={fresh}
          place={place("/candidates", { status: "NEW" })}
          none={t("noApplications")}
          rowId={(candidate) => candidate.candidate_id}
          row={(candidate) => (
            <Row
              place={`/candidates/${candidate.candidate_id}`}
              name={candidate.name}
              detail={candidate.job_title}
              end={<Status of="candidate" status={candidate.status} />}
            />
          )}
        />
      )}
    </div>
  );
}
