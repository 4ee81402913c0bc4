import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { CalendarDays } from "lucide-react";
import { useState } from "react";
import { Empty } from "@/components/states/empty";
import { ErrorState } from "@/components/states/error-state";
import { Status } from "@/components/status/status";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { formatMoment } from "@/lib/format";
import { useZone } from "@/lib/use-zone";
import { jobInterviewsQuery } from "../api";
import { t } from "../messages";

const STEP = 25;
const MOST = 200;

/** The interviews of all candidates of a job, last changed first. */
export function JobInterviews({ jobId }: { jobId: string }) {
  const zone = useZone();
  const [limit, setLimit] = useState(STEP);
  const { data, error, isPending, isFetching, refetch } = useQuery(
    jobInterviewsQuery(jobId, limit),
  );
  if (isPending) return <Skeleton className="h-40 w-full" />;
  if (!data)
    return <ErrorState error={error} what={t("interviews")} onRetry={() => void refetch()} />;
  if (data.items.length === 0)
    return (
      <Empty icon={CalendarDays} title={t("noInterviews")}>
        {t("noInterviewsText")}
      </Empty>
    );
  return (
    <div className="grid gap-3">
      <ul className="divide-y rounded-card border bg-card">
        {data.items.map((each) => (
          <li
            key={each.interview_id}
            className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-2.5"
          >
            <div className="min-w-48 flex-1">
              <Link
                to="/candidates/$candidateId"
                params={{ candidateId: each.candidate_id }}
                search={{ tab: "interviews" }}
                className="font-medium hover:underline"
              >
                {"candidate_name" in each ? each.candidate_name : each.candidate_id}
              </Link>
              <p className="text-dense text-muted">
                {t("roundName", { count: each.interview_round, name: each.round_name })}
              </p>
            </div>
            <time
              dateTime={each.scheduled_start_time ?? undefined}
              className="min-w-36 text-dense text-muted"
            >
              {each.scheduled_start_time
                ? formatMoment(each.scheduled_start_time, zone)
                : t("notBooked")}
            </time>
            <span className="sm:w-44">
              <Status of="interview" status={each.interview_status} />
            </span>
          </li>
        ))}
      </ul>
      {data.next_cursor !== null && limit < MOST && (
        <div>
          <Button busy={isFetching} onClick={() => setLimit(Math.min(MOST, limit * 2))}>
            {t("showMore")}
          </Button>
        </div>
      )}
    </div>
  );
}
