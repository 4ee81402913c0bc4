import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useCan } from "@/auth/can";
import { Page } from "@/components/layout/page";
import { ErrorState } from "@/components/states/error-state";
import { StaleStrip } from "@/components/states/stale-strip";
import { Skeleton } from "@/components/ui/skeleton";
import { Tabs } from "@/components/ui/tabs";
import { candidateQuery, type CandidateSearch } from "./api";
import { CandidateActivity } from "./components/candidate-activity";
import { Crumbs } from "./components/crumbs";
import { CvTab } from "./components/cv-tab";
import { MoreActions } from "./components/more-actions";
import { Profile } from "./components/profile";
import { Rounds } from "./components/rounds";
import { StatusMenu } from "./components/status-menu";
import { Walk } from "./components/walk";
import { t } from "./messages";
import type { Candidate, Tab } from "./model";

export interface CandidatePageSearch extends CandidateSearch {
  tab?: Tab;
}

export function CandidatePage({ id, search }: { id: string; search: CandidatePageSearch }) {
  const candidate = useQuery(candidateQuery(id));
  const { tab: _, ...list } = search;
  if (candidate.isPending)
    return (
      <Page
        title={t("candidates")}
        breadcrumbs={<Crumbs search={list} />}
        heading={<Skeleton className="h-7 w-56" />}
      >
        <Skeleton className="h-96 w-full" />
      </Page>
    );
  if (!candidate.data)
    return (
      <ErrorState
        page
        error={candidate.error}
        what={t("candidate")}
        onRetry={() => void candidate.refetch()}
      />
    );
  return (
    <Loaded
      candidate={candidate.data}
      search={search}
      stale={
        candidate.isError && (
          <StaleStrip
            error={candidate.error}
            busy={candidate.isFetching}
            onRetry={() => void candidate.refetch()}
          />
        )
      }
    />
  );
}

interface LoadedProps {
  candidate: Candidate;
  search: CandidatePageSearch;
  stale: ReactNode;
}

function Loaded({ candidate, search, stale }: LoadedProps) {
  const navigate = useNavigate({ from: "/candidates/$candidateId" });
  const interviews = useCan("interviews:read");
  const { tab = "profile", ...list } = search;
  const tabs: { value: Tab; label: string }[] = [
    { value: "profile", label: t("profile") },
    { value: "cv", label: t("cv") },
    ...(interviews ? [{ value: "interviews" as const, label: t("interviews") }] : []),
    { value: "activity", label: t("activity") },
  ];
  const shown = tabs.some((each) => each.value === tab) ? tab : "profile";
  return (
    <Page
      title={candidate.name}
      breadcrumbs={<Crumbs search={list} />}
      meta={
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <StatusMenu key={candidate.candidate_id} candidate={candidate} />
          <Link
            to="/jobs/$jobId"
            params={{ jobId: candidate.job_id }}
            className="rounded-control hover:text-fg hover:underline"
          >
            {t("forJob", { job: candidate.job_title, client: candidate.client_name })}
          </Link>
        </div>
      }
      actions={
        <>
          <Walk id={candidate.candidate_id} search={search} />
          <MoreActions
            candidate={candidate}
            onErased={() => void navigate({ to: "/candidates", search: list, replace: true })}
          />
        </>
      }
    >
      {stale}
      <Tabs
        label={t("views")}
        value={shown}
        onChange={(next) =>
          void navigate({
            search: { ...list, ...(next === "profile" ? {} : { tab: next }) },
            replace: true,
          })
        }
        tabs={tabs}
      >
        {shown === "profile" && <Profile key={candidate.candidate_id} candidate={candidate} />}
        {shown === "cv" && <CvTab key={candidate.candidate_id} candidate={candidate} />}
        {shown === "interviews" && <Rounds id={candidate.candidate_id} />}
        {shown === "activity" && <CandidateActivity candidate={candidate} />}
      </Tabs>
    </Page>
  );
}
