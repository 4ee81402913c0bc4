import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { Pencil, UserRoundPlus } from "lucide-react";
import { can, verdict } from "@/auth/can";
import { useMe } from "@/auth/use-session";
import { Activity } from "@/components/activity/activity";
import { Page } from "@/components/layout/page";
import { ErrorState } from "@/components/states/error-state";
import { StaleStrip } from "@/components/states/stale-strip";
import { Button, buttonStyle } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { Tabs } from "@/components/ui/tabs";
import { jobQuery, type JobCandidatesSearch } from "./api";
import { Crumbs } from "./components/crumbs";
import { JobCandidates } from "./components/job-candidates";
import { JobInterviews } from "./components/job-interviews";
import { Overview } from "./components/overview";
import { StatusMenu } from "./components/status-menu";
import { t } from "./messages";
import type { Job, JobTab } from "./model";

export interface JobPageSearch extends JobCandidatesSearch {
  tab?: JobTab;
}

export function JobPage({ id, search }: { id: string; search: JobPageSearch }) {
  const job = useQuery(jobQuery(id));
  if (job.isPending)
    return (
      <Page title={t("jobs")} heading={<Skeleton className="h-7 w-64" />}>
        <Skeleton className="h-64 w-full" />
      </Page>
    );
  if (!job.data)
    return <ErrorState page error={job.error} what={t("job")} onRetry={() => void job.refetch()} />;
  return (
    <Loaded
      job={job.data}
      search={search}
      stale={
        job.isError && (
          <StaleStrip error={job.error} busy={job.isFetching} onRetry={() => void job.refetch()} />
        )
      }
    />
  );
}

function Loaded({
  job,
  search: { tab = "overview", ...search },
  stale,
}: {
  job: Job;
  search: JobPageSearch;
  stale: React.ReactNode;
}) {
  const me = useMe();
  const navigate = useNavigate({ from: "/jobs/$jobId/" });
  const edit = verdict(job, "edit");
  const add = verdict(job, "add_candidate");
  const tabs: { value: JobTab; label: string; when: boolean }[] = [
    { value: "overview", label: t("overview"), when: true },
    { value: "candidates", label: t("candidates"), when: can(me, "candidates:read") },
    { value: "interviews", label: t("interviews"), when: can(me, "interviews:read") },
    { value: "activity", label: t("activity"), when: can(me, "audit:read") },
  ];
  return (
    <Page
      title={job.title}
      breadcrumbs={<Crumbs />}
      meta={
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <StatusMenu job={job} />
          <span>{job.client_name}</span>
          {job.location && <span>{job.location}</span>}
          <span>{t(job.employment_type)}</span>
        </div>
      }
      actions={
        <>
          {can(me, "jobs:write") && edit.shown && edit.allowed && (
            <Link to="/jobs/$jobId/edit" params={{ jobId: job.job_id }} className={buttonStyle()}>
              <Pencil aria-hidden />
              {t("edit")}
            </Link>
          )}
          {can(me, "candidates:write") &&
            add.shown &&
            (add.allowed ? (
              <Link
                to="/candidates/new"
                search={{ job_id: job.job_id }}
                className={buttonStyle({ tone: "primary" })}
              >
                <UserRoundPlus aria-hidden />
                {t("addCandidate")}
              </Link>
            ) : (
              <Button tone="primary" reason={add.reason}>
                <UserRoundPlus aria-hidden />
                {t("addCandidate")}
              </Button>
            ))}
        </>
      }
    >
      {stale}
      <Tabs
        label={t("views")}
        value={tab}
        onChange={(next) =>
          void navigate({ search: next === "overview" ? {} : { tab: next }, replace: true })
        }
        tabs={tabs.filter((each) => each.when)}
      >
        {tab === "overview" && <Overview job={job} />}
        {tab === "candidates" && (
          <JobCandidates
            job={job}
            search={search}
            onSearch={(next, replace) =>
              void navigate({ search: { tab: "candidates", ...next }, replace })
            }
          />
        )}
        {tab === "interviews" && <JobInterviews jobId={job.job_id} />}
        {tab === "activity" && can(me, "audit:read") && <Activity of="job" id={job.job_id} />}
      </Tabs>
    </Page>
  );
}
