import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { CalendarPlus, Star } from "lucide-react";
import type { Schemas } from "@/api/client";
import { useCan } from "@/auth/can";
import { Empty } from "@/components/states/empty";
import { ErrorState } from "@/components/states/error-state";
import { StaleStrip } from "@/components/states/stale-strip";
import { Status, statusLook } from "@/components/status/status";
import { buttonStyle } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { formatList, formatMinutes, formatMoment } from "@/lib/format";
import { useZone } from "@/lib/use-zone";
import { historyQuery } from "../api";
import { t } from "../messages";

type Interview = Schemas["InterviewOut"];

function Rating({ value }: { value: number }) {
  return (
    <span
      role="img"
      aria-label={t("roundRating", { count: value })}
      className="inline-flex items-center gap-0.5"
    >
      {[1, 2, 3, 4, 5].map((each) => (
        <Star
          key={each}
          aria-hidden
          className={each <= value ? "size-3.5 fill-current text-primary" : "size-3.5 text-control"}
        />
      ))}
    </span>
  );
}

function Round({ interview }: { interview: Interview }) {
  const zone = useZone();
  const { icon: Icon } = statusLook("interview", interview.interview_status);
  const people = interview.interviewers.map((each) => each.name ?? each.email);
  return (
    <li className="relative border-s ps-6 pb-5 last:border-transparent last:pb-0">
      <span
        aria-hidden
        className="absolute -start-3 top-0 grid size-6 place-items-center rounded-full border bg-card text-muted"
      >
        <Icon className="size-3.5" />
      </span>
      <div className="grid gap-1 rounded-card border bg-card p-4">
        <div className="flex flex-wrap items-center justify-between gap-2">
          <h3 className="font-medium break-words">
            <Link
              to="/interviews/$interviewId"
              params={{ interviewId: interview.interview_id }}
              className="rounded-control hover:underline"
            >
              {t("roundName", { count: interview.interview_round, name: interview.round_name })}
            </Link>
          </h3>
          <Status of="interview" status={interview.interview_status} />
        </div>
        <p className="text-dense text-muted">
          {interview.scheduled_start_time ? (
            <time dateTime={interview.scheduled_start_time}>
              {formatMoment(interview.scheduled_start_time, zone)}
            </time>
          ) : (
            t("roundOpen")
          )}
          {" · "}
          {interview.interview_mode}
          {" · "}
          {formatMinutes(interview.interview_duration)}
        </p>
        {people.length > 0 && (
          <p className="text-dense break-words text-muted">
            {t("roundBy", { people: formatList(people) })}
          </p>
        )}
        {interview.rating !== null && <Rating value={interview.rating} />}
        {interview.feedback && (
          <p className="max-w-[72ch] break-words whitespace-pre-line">{interview.feedback}</p>
        )}
        {interview.hiring_initiated && (
          <p className="font-medium text-success-fg">{t("roundHiring")}</p>
        )}
      </div>
    </li>
  );
}

/** All rounds of the application, in their order. */
export function Rounds({ id }: { id: string }) {
  const may = useCan("interviews:write");
  const { data, error, isPending, isFetching, refetch } = useQuery(historyQuery(id));
  if (isPending)
    return (
      <div aria-busy="true" className="grid gap-3">
        <Skeleton className="h-24 w-full" />
        <Skeleton className="h-24 w-full" />
      </div>
    );
  if (!data)
    return <ErrorState error={error} what={t("interviews")} onRetry={() => void refetch()} />;
  if (data.items.length === 0)
    return (
      <Empty
        icon={CalendarPlus}
        title={t("roundNone")}
        action={
          may && (
            <Link
              to="/interviews/new"
              search={{ candidate: id }}
              className={buttonStyle({ tone: "primary" })}
            >
              {t("roundPlan")}
            </Link>
          )
        }
      >
        {t("roundNoneText")}
      </Empty>
    );
  return (
    <div className="grid gap-3">
      {error && <StaleStrip error={error} busy={isFetching} onRetry={() => void refetch()} />}
      <ol className="ms-3 grid max-w-3xl">
        {data.items.map((interview) => (
          <Round key={interview.interview_id} interview={interview} />
        ))}
      </ol>
    </div>
  );
}
