import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { CalendarSync, Video } from "lucide-react";
import type { ReactNode } from "react";
import { ErrorState } from "@/components/states/error-state";
import { StaleStrip } from "@/components/states/stale-strip";
import { buttonStyle } from "@/components/ui/button";
import { formatList, formatLongDay, formatMinutes, formatRelative, formatTime } from "@/lib/format";
import { useZone } from "@/lib/use-zone";
import { interview as interviewOf } from "./api";
import { t } from "./messages";
import { may, standing, type Interview } from "./model";
import { BackToAll } from "./parts/back-to-all";
import { CalendarButton } from "./parts/calendar-button";
import { Card } from "./parts/card";
import { Heading } from "./parts/heading";
import { Loading } from "./parts/loading";
import { StandingPill } from "./parts/standing-pill";
import { When } from "./parts/when";
import { useNow } from "./use-now";
import { howTo, lookOf, MODES } from "./words";

export function InterviewPage({ id }: { id: string }) {
  const now = useNow();
  const found = useQuery(interviewOf(id));
  if (!found.data)
    return found.isPending ? (
      <Loading cards={1} />
    ) : (
      <ErrorState page error={found.error} onRetry={() => void found.refetch()} />
    );
  const interview = found.data;
  return (
    <>
      <BackToAll />
      <Heading title={interview.round_name}>
        <p className="break-words text-muted">
          {interview.job_title}, {interview.client_name}
        </p>
      </Heading>
      {found.error && (
        <StaleStrip
          error={found.error}
          busy={found.isFetching}
          onRetry={() => void found.refetch()}
        />
      )}
      <Card>
        <StandingPill interview={interview} now={now} />
        <p className="mt-2">{lookOf(interview, now).text}</p>
        <Facts interview={interview} now={now} />
        <Actions interview={interview} now={now} />
      </Card>
    </>
  );
}

function Facts({ interview, now }: { interview: Interview; now: number }) {
  const state = standing(interview, now);
  const { scheduled_start_time: start, scheduled_end_time: end } = interview;
  const ahead = state === "booked" || state === "now" || state === "choose" || state === "waiting";
  return (
    <dl className="mt-4 grid gap-4">
      {start && end && (
        <Fact name={state === "cancelled" ? t("wasPlanned") : t("when")}>
          <When
            start={start}
            end={end}
            theirs={interview.time_zone}
            struck={state === "cancelled"}
            large
          />
          {state === "booked" && (
            <p className="mt-1">{t("starts", { when: formatRelative(start, new Date(now)) })}</p>
          )}
          {state === "booked" && <WasBefore interview={interview} />}
        </Fact>
      )}
      <Fact name={t("length")}>{formatMinutes(interview.interview_duration)}</Fact>
      <Fact name={t("how")}>
        {MODES[interview.interview_mode]}
        {ahead && <p className="text-muted">{howTo(interview)}</p>}
      </Fact>
      {interview.interviewer_names.length > 0 && (
        <Fact name={t("who")}>{formatList(interview.interviewer_names)}</Fact>
      )}
      {ahead && interview.additional_instructions && (
        <Fact name={t("prepare")}>
          <p className="max-w-[72ch] break-words whitespace-pre-line">
            {interview.additional_instructions}
          </p>
        </Fact>
      )}
    </dl>
  );
}

/** The time that it was moved away from: whoever noted the old one should see it. */
function WasBefore({ interview }: { interview: Interview }) {
  const zone = useZone();
  const before = interview.previous_start_time;
  if (!before) return null;
  const when = `${formatLongDay(before, zone)}, ${formatTime(before, zone)}`;
  return <p className="mt-1 text-muted line-through">{t("was", { when })}</p>;
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="grid gap-1 sm:grid-cols-[9rem_minmax(0,1fr)]">
      <dt className="text-body text-muted sm:pt-0.5">{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Actions({ interview, now }: { interview: Interview; now: number }) {
  const state = standing(interview, now);
  const near = state === "booked" || state === "now";
  const choose = state === "choose";
  if (!near && !choose) return null;
  return (
    <div className="mt-5 border-t pt-4">
      <div className="flex flex-wrap gap-2 max-sm:[&>*]:w-full">
        {near && interview.meeting_link && (
          <a
            href={interview.meeting_link}
            target="_blank"
            rel="noreferrer"
            className={buttonStyle({ tone: "primary" })}
          >
            <Video aria-hidden />
            {t("join")}
          </a>
        )}
        {choose && (
          <Link
            to="/portal/interviews/$interviewId/time"
            params={{ interviewId: interview.interview_id }}
            className={buttonStyle({ tone: "primary" })}
          >
            {t("chooseTime")}
          </Link>
        )}
        {near && <CalendarButton id={interview.interview_id} />}
        {near && may(interview, "reschedule") && (
          <Link
            to="/portal/interviews/$interviewId/time"
            params={{ interviewId: interview.interview_id }}
            className={buttonStyle()}
          >
            <CalendarSync aria-hidden />
            {t("changeTime")}
          </Link>
        )}
      </div>
      {near && (
        <p className="mt-3 text-body text-muted">
          {may(interview, "reschedule") ? t("cannotCome") : t("cannotChange")}
        </p>
      )}
    </div>
  );
}
