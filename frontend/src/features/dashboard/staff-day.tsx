import { useQuery } from "@tanstack/react-query";
import { CalendarDays, ClipboardPenLine, Hourglass, Sparkles } from "lucide-react";
import { useCan } from "@/auth/can";
import { Status } from "@/components/status/status";
import { formatRelative } from "@/lib/format";
import { dayOf } from "@/lib/time";
import { useZone } from "@/lib/use-zone";
import { newApplications } from "./api";
import { InterviewPanel } from "./interview-panel";
import { t } from "./messages";
import { place, today } from "./model";
import { Panel } from "./panel";
import { Aside, JoinOrStatus, Row, startTime } from "./rows";
import { useNow } from "./use-now";

const SHOWN = 5;

/** What an agency's person has to do today. */
export function StaffDay() {
  const now = useNow();
  const zone = useZone();
  const maySeeCandidates = useCan("candidates:read");
  const day = today(now, zone);
  const fresh = useQuery({ ...newApplications(SHOWN), enabled: maySeeCandidates });
  const date = dayOf(now.toISOString(), zone);
  const yesterday = dayOf(new Date(Date.parse(day.from) - 1).toISOString(), zone);
  return (
    <div className="grid gap-4 md:grid-cols-2">
      <InterviewPanel
        title={t("today")}
        icon={CalendarDays}
        wanted={{
          status: ["Confirmed", "Scheduled", "Completed"],
          ...day,
          sort: "scheduled_start_time",
          limit: 10,
        }}
        place={place("/interviews", {
          status: ["Confirmed", "Scheduled", "Completed"],
          from: date,
          to: date,
        })}
        none={t("noToday")}
        lead={(interview) => startTime(interview, zone)}
        end={(interview) => <JoinOrStatus interview={interview} />}
      />
      <InterviewPanel
        title={t("overdue")}
        hint={t("overdueWhy")}
        icon={ClipboardPenLine}
        wanted={{
          status: ["Confirmed", "Scheduled"],
          // Those of today have until tonight.
          to: day.from,
          sort: "scheduled_start_time",
          limit: SHOWN,
        }}
        place={place("/interviews", { status: ["Confirmed", "Scheduled"], to: yesterday })}
        none={t("noOverdue")}
        end={({ scheduled_end_time: end }) =>
          end && <Aside>{t("ended", { when: formatRelative(end) })}</Aside>
        }
      />
      <InterviewPanel
        title={t("awaiting")}
        hint={t("awaitingWhy")}
        icon={Hourglass}
        wanted={{ status: ["Awaiting Candidate Confirmation"], sort: "created_at", limit: SHOWN }}
        place={place("/interviews", { status: "Awaiting Candidate Confirmation" })}
        none={t("noAwaiting")}
        end={(interview) => (
          <Aside>{formatRelative(interview.published_at ?? interview.created_at)}</Aside>
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
