import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { CirclePlus, Star } from "lucide-react";
import { useCan } from "@/auth/can";
import { Status, statusLook } from "@/components/status/status";
import { buttonStyle } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { cn } from "@/lib/cn";
import { formatMoment } from "@/lib/format";
import { useZone } from "@/lib/use-zone";
import { historyQuery } from "../api";
import { t } from "../messages";
import { ladder, type Interview } from "../model";

/** All rounds of the application, bottom up: passed, this one, planned. */
export function RoundLadder({ interview }: { interview: Interview }) {
  const zone = useZone();
  const mayPlan = useCan("interviews:write");
  const { data, isError } = useQuery(historyQuery(interview.candidate_id));
  if (isError && !data) return <p className="text-muted">{t("noLadder")}</p>;
  if (!data) return <Skeleton className="h-32" />;
  const rungs = ladder(data);
  const last = rungs.at(-1)?.current;
  const open = last?.interview_status === "Passed" && !last.hiring_initiated;
  return (
    <ol className="grid">
      {rungs.map(({ round, current, earlier }, index) => {
        const here = current.interview_id === interview.interview_id;
        const { icon: Icon } = statusLook("interview", current.interview_status);
        return (
          <li key={round} className="flex gap-3">
            <span aria-hidden className="flex flex-col items-center">
              <span
                className={cn(
                  "grid size-7 place-items-center rounded-full border bg-card text-muted",
                  here && "border-primary text-primary",
                )}
              >
                <Icon className="size-4" />
              </span>
              {(index < rungs.length - 1 || open) && <span className="w-px flex-1 bg-line" />}
            </span>
            <div className="min-w-0 flex-1 pb-5">
              <Link
                to="/interviews/$interviewId"
                params={{ interviewId: current.interview_id }}
                aria-current={here ? "page" : undefined}
                className={cn("block truncate hover:underline", here && "font-medium")}
              >
                {t("roundOf", { name: current.round_name, number: round })}
              </Link>
              <div className="mt-1 flex flex-wrap items-center gap-2">
                <Status of="interview" status={current.interview_status} />
                {current.rating !== null && (
                  <span className="inline-flex items-center gap-1 text-dense text-muted">
                    <Star aria-hidden className="size-3.5" />
                    {t("ratingOf", { count: current.rating })}
                  </span>
                )}
              </div>
              {current.scheduled_start_time && (
                <time
                  dateTime={current.scheduled_start_time}
                  className="mt-1 block text-dense text-muted"
                >
                  {formatMoment(current.scheduled_start_time, zone)}
                </time>
              )}
              {earlier.length > 0 && (
                <details className="mt-1 text-dense text-muted">
                  <summary className="cursor-pointer">
                    {t("earlierTries", { count: earlier.length })}
                  </summary>
                  <ul className="mt-1 grid gap-1">
                    {earlier.map((each) => (
                      <li key={each.interview_id}>
                        <Link
                          to="/interviews/$interviewId"
                          params={{ interviewId: each.interview_id }}
                          className="inline-flex"
                        >
                          <Status of="interview" status={each.interview_status} />
                        </Link>
                      </li>
                    ))}
                  </ul>
                </details>
              )}
            </div>
          </li>
        );
      })}
      {open && last && (
        <li className="flex gap-3">
          <span
            aria-hidden
            className="grid size-7 place-items-center rounded-full border border-dashed text-muted"
          >
            <CirclePlus className="size-4" />
          </span>
          <div className="min-w-0 flex-1">
            <p className="text-muted">{t("nextRungTitle", { number: last.interview_round + 1 })}</p>
            {mayPlan ? (
              <Link
                to="/interviews/new"
                search={{ candidate: last.candidate_id, round: last.interview_round + 1 }}
                className={cn(buttonStyle({ size: "small" }), "mt-1")}
              >
                {t("planIt")}
              </Link>
            ) : (
              <p className="text-dense text-muted">{t("nextRungText")}</p>
            )}
          </div>
        </li>
      )}
    </ol>
  );
}
