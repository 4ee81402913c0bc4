import { useQuery } from "@tanstack/react-query";
import { Briefcase, CalendarDays, MessageCircleQuestion } from "lucide-react";
import { Status } from "@/components/status/status";
import { formatLongDay, formatRelative } from "@/lib/format";
import { useZone } from "@/lib/use-zone";
import { jobs, type Interview } from "./api";
import { InterviewPanel } from "./interview-panel";
import { t } from "./messages";
import { place } from "./model";
import { Panel } from "./panel";
import { Aside, interviewDetail, JoinOrStatus, Row, startTime } from "./rows";
import { useNow } from "./use-now";

/** What a client's person wants to know first: whom to decide on, whom to meet, how the jobs stand. */
export function ClientDay() {
  const now = useNow();
  const zone = useZone();
  const open = useQuery(jobs(10));
  return (
    <div className="grid gap-4 md:grid-cols-2 xl:grid-cols-3">
      <InterviewPanel
        title={t("yourWord")}
        hint={t("yourWordWhy")}
        icon={MessageCircleQuestion}
        wanted={{ status: ["Completed"], sort: "scheduled_start_time", limit: 10 }}
        place={place("/interviews", { status: "Completed" })}
        none={t("noWord")}
        end={(interview) => (
          <Aside>{t("interviewed", { when: formatRelative(completedAt(interview)) })}</Aside>
        )}
      />
      <InterviewPanel
        title={t("next")}
        icon={CalendarDays}
        wanted={{
          status: ["Confirmed", "Scheduled"],
          from: now.toISOString(),
          sort: "scheduled_start_time",
          limit: 5,
        }}
        place={place("/interviews", { status: ["Confirmed", "Scheduled"] })}
        none={t("noNext")}
        lead={(interview) => startTime(interview, zone)}
        detail={(interview) =>
          interview.scheduled_start_time
            ? formatLongDay(interview.scheduled_start_time, zone)
            : interviewDetail(interview)
        }
        end={(interview) => <JoinOrStatus interview={interview} />}
      />
      <Panel
        title={t("yourJobs")}
        icon={Briefcase}
        query={open}
        place={place("/jobs", { status: "open" })}
        none={t("noJobs")}
        rowId={(job) => job.job_id}
        row={(job) => (
          <Row
            place={`/jobs/${job.job_id}`}
            name={job.title}
            detail={t("filled", { selected: job.selected_count, openings: job.openings })}
            end={<Status of="job" status={job.status} />}
          />
        )}
      />
    </div>
  );
}

/** When somebody wrote what came of it; the booked time may be another. */
function completedAt(interview: Interview): string {
  const stage = interview.status_history.findLast((each) => each.status === "Completed");
  return stage?.at ?? interview.updated_at;
}
