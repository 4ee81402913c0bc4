import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { CircleCheck } from "lucide-react";
import { usePortalMe } from "@/auth/use-session";
import { ErrorState } from "@/components/states/error-state";
import { StaleStrip } from "@/components/states/stale-strip";
import { applications, interviews } from "./api";
import { t } from "./messages";
import { grouped } from "./model";
import { ApplicationCard } from "./parts/application-card";
import { ChooseCard } from "./parts/choose-card";
import { ConfirmMail } from "./parts/confirm-mail";
import { Heading } from "./parts/heading";
import { InterviewCard } from "./parts/interview-card";
import { Loading } from "./parts/loading";
import { useNow } from "./use-now";

/** First what wants doing, then what comes next, then how everything stands. */
export function HomePage() {
  const me = usePortalMe();
  const now = useNow();
  const talks = useQuery(interviews);
  const sent = useQuery(applications);
  return (
    <>
      <Heading title={t("hello", { name: me.name })} />
      {talks.isPending && <Loading />}
      {talks.error && !talks.data && (
        <ErrorState
          error={talks.error}
          what={t("theInterviews")}
          onRetry={() => void talks.refetch()}
        />
      )}
      {talks.data && (
        <div className="grid gap-4">
          {talks.error && (
            <StaleStrip
              error={talks.error}
              busy={talks.isFetching}
              onRetry={() => void talks.refetch()}
            />
          )}
          <Now interviews={grouped(talks.data, now)} now={now} />
        </div>
      )}
      <h2 className="mt-8 mb-3 text-section">{t("yourApplications")}</h2>
      {!me.email_verified && <ConfirmMail email={me.email} />}
      {me.email_verified && sent.isPending && <Loading cards={1} />}
      {me.email_verified && sent.error && !sent.data && (
        <ErrorState
          error={sent.error}
          what={t("theApplications")}
          onRetry={() => void sent.refetch()}
        />
      )}
      {me.email_verified && sent.data && (
        <div className="grid gap-4">
          {sent.data.length === 0 && <p className="text-muted">{t("noApplicationsText")}</p>}
          {sent.data.map((application) => (
            <ApplicationCard
              key={application.candidate_id}
              application={application}
              interviews={talks.data ?? []}
              now={now}
              level="h3"
            />
          ))}
        </div>
      )}
    </>
  );
}

function Now({ interviews: of, now }: { interviews: ReturnType<typeof grouped>; now: number }) {
  const [next] = of.upcoming;
  return (
    <>
      {of.todo.map((interview) => (
        <ChooseCard key={interview.interview_id} interview={interview} level="h2" />
      ))}
      {of.todo.length === 0 && !next && (
        <div className="flex items-start gap-3 rounded-card border bg-card p-4 sm:p-5">
          <CircleCheck aria-hidden className="mt-0.5 size-5 shrink-0 text-success-fg" />
          <div>
            <h2 className="text-section">{t("nothingNow")}</h2>
            <p className="text-muted">{t("nothingNowText")}</p>
          </div>
        </div>
      )}
      {next && <InterviewCard interview={next} now={now} level="h2" eyebrow={t("nextInterview")} />}
      {(of.upcoming.length > 1 || of.past.length > 0 || of.waiting.length > 0) && (
        <p>
          <Link
            to="/portal/interviews"
            className="inline-flex min-h-11 items-center text-primary underline underline-offset-4"
          >
            {t("allInterviews")}
          </Link>
        </p>
      )}
    </>
  );
}
