import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Video } from "lucide-react";
import { isProblem } from "@/api/problem";
import { Breadcrumbs } from "@/components/layout/breadcrumbs";
import { Page } from "@/components/layout/page";
import { ErrorState } from "@/components/states/error-state";
import { StaleStrip } from "@/components/states/stale-strip";
import { Status } from "@/components/status/status";
import { buttonStyle } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { Skeleton, useLate } from "@/components/ui/skeleton";
import { formatRelative } from "@/lib/format";
import { interviewQuery } from "../api";
import { t } from "../messages";
import { InterviewActions } from "./actions";
import { Booked, Facts } from "./facts";
import { History, Impression, Invite, OfferedTimes, Section } from "./parts";
import { RoundLadder } from "./round-ladder";

const JOINABLE = new Set(["Confirmed", "Scheduled"]);

export function InterviewPage({ id }: { id: string }) {
  const { data: interview, error, isPending, refetch, isFetching } = useQuery(interviewQuery(id));
  const late = useLate(isPending);
  if (error && (!interview || isProblem(error, 403, 404)))
    return <ErrorState page error={error} what={t("interview")} onRetry={() => void refetch()} />;
  if (!interview)
    return (
      <Page title={t("interview")}>
        <div aria-busy="true" className="grid gap-4">
          {late && [1, 2, 3].map((each) => <Skeleton key={each} className="h-32" />)}
        </div>
      </Page>
    );
  const finished = interview.feedback !== null || interview.rating !== null;
  const inviteCounts =
    JOINABLE.has(interview.interview_status) || interview.invite_sent || interview.invite_error;
  return (
    <Page
      title={`${interview.candidate_name}, ${interview.round_name}`}
      heading={interview.candidate_name}
      breadcrumbs={
        <Breadcrumbs label={t("way")}>
          <Link to="/interviews">{t("interviews")}</Link>
        </Breadcrumbs>
      }
      meta={
        <div className="flex flex-wrap items-center gap-2">
          <Status of="interview" status={interview.interview_status} />
          <span>
            {t("roundOf", { name: interview.round_name, number: interview.interview_round })}
          </span>
        </div>
      }
      actions={
        <>
          {JOINABLE.has(interview.interview_status) && interview.meeting_link && (
            <a
              href={interview.meeting_link}
              target="_blank"
              rel="noreferrer"
              className={buttonStyle()}
            >
              <Video aria-hidden />
              {t("join")}
            </a>
          )}
          <InterviewActions interview={interview} />
        </>
      }
    >
      <div className="grid gap-4 lg:grid-cols-[minmax(0,1fr)_320px]">
        <div className="grid content-start gap-4">
          {error && <StaleStrip error={error} busy={isFetching} onRetry={() => void refetch()} />}
          {interview.hiring_initiated && <Notice tone="success">{t("hiring")}</Notice>}
          {interview.no_show_count > 0 && (
            <Notice tone="warn">{t("noShows", { count: interview.no_show_count })}</Notice>
          )}
          {interview.slots_declined_at && (
            <Notice
              tone="warn"
              title={t("noneSuits", {
                name: interview.candidate_name,
                when: formatRelative(interview.slots_declined_at),
              })}
            >
              <span className="break-words whitespace-pre-line">
                {interview.slots_declined_message}
              </span>
            </Notice>
          )}
          <Booked interview={interview} />
          {finished && (
            <Section title={t("feedback")}>
              <Impression interview={interview} />
            </Section>
          )}
          {inviteCounts && (
            <Section title={t("invite")}>
              <Invite interview={interview} />
            </Section>
          )}
          <Facts interview={interview} />
          <Section title={t("times")}>
            <OfferedTimes interview={interview} />
          </Section>
        </div>
        <div className="grid content-start gap-4">
          <Section title={t("rounds")}>
            <RoundLadder interview={interview} />
          </Section>
          <Section title={t("history")}>
            <History interview={interview} />
          </Section>
        </div>
      </div>
    </Page>
  );
}
