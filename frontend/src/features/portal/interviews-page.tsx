import { useQuery } from "@tanstack/react-query";
import { CalendarClock } from "lucide-react";
import type { ReactNode } from "react";
import { Empty } from "@/components/states/empty";
import { ErrorState } from "@/components/states/error-state";
import { StaleStrip } from "@/components/states/stale-strip";
import { interviews } from "./api";
import { t } from "./messages";
import { grouped, type Interview } from "./model";
import { ChooseCard } from "./parts/choose-card";
import { Heading } from "./parts/heading";
import { InterviewCard } from "./parts/interview-card";
import { Loading } from "./parts/loading";
import { useNow } from "./use-now";

export function InterviewsPage() {
  const now = useNow();
  const talks = useQuery(interviews);
  if (!talks.data)
    return (
      <>
        <Heading title={t("interviews")} />
        {talks.isPending ? (
          <Loading />
        ) : (
          <ErrorState
            error={talks.error}
            what={t("theInterviews")}
            onRetry={() => void talks.refetch()}
          />
        )}
      </>
    );
  const of = grouped(talks.data, now);
  const card = (interview: Interview) => (
    <InterviewCard key={interview.interview_id} interview={interview} now={now} level="h3" />
  );
  return (
    <>
      <Heading title={t("interviews")} />
      {talks.error && (
        <StaleStrip
          error={talks.error}
          busy={talks.isFetching}
          onRetry={() => void talks.refetch()}
        />
      )}
      {talks.data.length === 0 && (
        <Empty icon={CalendarClock} title={t("noInterviews")}>
          {t("noInterviewsText")}
        </Empty>
      )}
      <Group title={t("groupTodo")}>
        {of.todo.map((interview) => (
          <ChooseCard key={interview.interview_id} interview={interview} level="h3" />
        ))}
      </Group>
      <Group title={t("groupUpcoming")}>{of.upcoming.map(card)}</Group>
      <Group title={t("groupWaiting")}>{of.waiting.map(card)}</Group>
      <Group title={t("groupPast")}>{of.past.map(card)}</Group>
    </>
  );
}

function Group({ title, children }: { title: string; children: ReactNode[] }) {
  if (children.length === 0) return null;
  return (
    <section className="mb-8">
      <h2 className="mb-3 text-section">{title}</h2>
      <div className="grid gap-4">{children}</div>
    </section>
  );
}
