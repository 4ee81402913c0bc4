import { useQuery } from "@tanstack/react-query";
import { Briefcase, CalendarDays, MessageCircleQuestion } from "lucide-react";
import { Status } from "@/components/status/status";
import { formatLongDay, formatRelative, formatTime } from "@/lib/format";
import { useZone } from "@/lib/use-zone";
import { interviews, jobs, type Interview } from "./api";
import { t } from "./messages";
import { place } from "./model";
import { Panel } from "./panel";
import { interviewDetail, interviewPlace, JoinOrStatus, Row } from "./rows";
import { useNow } from "./use-now";

/** What a client's person wants to know first: whom to decide on, whom to meet, how the jobs stand. */
export function ClientDay() {
  const now = useNow();
  const zone = useZone();
  const waiting = useQuery(
    interviews({ status: ["Completed"], sort: "scheduled_start_time", limit: 10 }),
  );
  const next = useQuery(
    interviews({
      status: ["Confirmed", "Scheduled"],
      from: now.toISOString(),
      sort: "scheduled_start_time",
      limit: 5,
    }),
  );
  const open = useQuery(jobs(10));
  return (
    <div className="grid gap-4 md:grid-cols-2 xl:grid-cols-3">
      <Panel
        title={t("yourWord")}
        hint={t("yourWordWhy")}
        icon={MessageCircleQuestion}
        query={waiting}
        place={place("/interviews", { status: "Completed" })}
        none={t("noWord")}
        rowId={(interview) => interview.interview_id}
        row={(interview) => (
          <Row
            place={interviewPlace(interview)}
            name={interview.candidate_name}
            detail={interviewDetail(interview)}
            end={
              <span className="text-dense text-muted">
                {t("interviewed", {
                  when: formatRelative(completedAt(interview), now),
                })}
              </span>
            }
          />
        )}
      />
      <Panel
        title={t("next")}
        icon={CalendarDays}
        query={next}
        place={place("/interviews", { status: ["Confirmed", "Scheduled"] })}
        none={t("noNext")}
        rowId={(interview) => interview.interview_id}
        row={(interview) => (
          <Row
            lead={
              interview.scheduled_start_time && formatTime(interview.scheduled_start_time, zone)
            }
            place={interviewPlace(interview)}
            name={interview.candidate_name}
            detail={
              interview.scheduled_start_time
                ? formatLongDay(interview.scheduled_start_time, zone)
                : interviewDetail(interview)
            }
            end={<JoinOrStatus interview={interview} />}
          />
        )}
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
