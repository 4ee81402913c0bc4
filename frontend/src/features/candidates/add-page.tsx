import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { FileText, Keyboard } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { verdict } from "@/auth/can";
import { Page } from "@/components/layout/page";
import { Combobox } from "@/components/ui/combobox";
import { Field } from "@/components/ui/field";
import { Segmented } from "@/components/ui/segmented";
import { Skeleton } from "@/components/ui/skeleton";
import { jobChoicesQuery, jobQuery } from "./api";
import { Crumbs } from "./components/crumbs";
import { CvIntake } from "./components/cv-intake";
import { t } from "./messages";

const TypedForm = lazy(async () => ({
  default: (await import("./components/typed-form")).TypedForm,
}));

export interface AddSearch {
  job_id?: string;
  how?: "typed";
}

/** Candidates for a job: CVs first, or typed in. */
export function AddPage({ search }: { search: AddSearch }) {
  const navigate = useNavigate({ from: "/candidates/new" });
  const [words, setWords] = useState("");
  const choices = useQuery(jobChoicesQuery(words, true));
  const named = useQuery({ ...jobQuery(search.job_id ?? ""), enabled: Boolean(search.job_id) });
  const job = search.job_id ? named.data : undefined;
  const add = job ? verdict(job, "add_candidate") : null;
  const closed = add?.shown && !add.allowed ? add.reason : null;
  const problem = named.isError ? t("jobGone") : closed;
  const jobId = job && !closed ? job.job_id : undefined;
  const how = search.how ?? "cvs";
  return (
    <Page title={t("addTitle")} width="form" breadcrumbs={<Crumbs />}>
      <div className="grid gap-5">
        <Field label={t("addJob")} hint={t("addJobHint")} error={problem} required>
          {(control) => (
            <Combobox
              {...control}
              options={(choices.data?.items ?? []).map((each) => ({
                value: each.job_id,
                label: each.title,
                hint: [each.client_name, each.location].filter(Boolean).join(" · "),
              }))}
              value={job ? { value: job.job_id, label: job.title } : null}
              onSearch={setWords}
              searching={choices.isFetching}
              placeholder={t("searchJobs")}
              onChange={(option) =>
                void navigate({
                  search: { ...search, job_id: option?.value },
                  replace: true,
                })
              }
            />
          )}
        </Field>
        <div>
          <Segmented
            label={t("addHow")}
            options={[
              { value: "cvs" as const, label: t("addCvs"), icon: FileText },
              { value: "typed" as const, label: t("addTyped"), icon: Keyboard },
            ]}
            value={how}
            onChange={(next) =>
              void navigate({
                search: { ...search, how: next === "typed" ? next : undefined },
                replace: true,
              })
            }
          />
        </div>
        {how === "cvs" ? (
          <CvIntake jobId={jobId} />
        ) : (
          <Suspense fallback={<Skeleton className="h-96 w-full" />}>
            <TypedForm jobId={jobId} />
          </Suspense>
        )}
      </div>
    </Page>
  );
}
