import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { ConflictNotice } from "@/components/form/conflict-notice";
import { FormSummary } from "@/components/form/form-summary";
import { LeaveGuard } from "@/components/form/leave-guard";
import { SaveBar } from "@/components/form/save-bar";
import { useApiForm } from "@/components/form/use-api-form";
import { Page } from "@/components/layout/page";
import { ErrorState } from "@/components/states/error-state";
import { Skeleton } from "@/components/ui/skeleton";
import { toast } from "@/components/ui/toast";
import { keys } from "@/lib/keys";
import { changesOf, threeWay } from "@/lib/three-way";
import { jobQuery, updateJob } from "./api";
import { Crumbs } from "./components/crumbs";
import { EditorFields } from "./components/editor-fields";
import { FIELD_LABELS, isField, schema, typedOf, type Typed } from "./form-model";
import { t } from "./messages";
import type { Job } from "./model";

export function EditJobPage({ id }: { id: string }) {
  // Read afresh: an edit should begin with what is saved now.
  const job = useQuery({ ...jobQuery(id), refetchOnWindowFocus: false });
  if (job.isPending)
    return (
      <Page title={t("jobs")} width="form" heading={<Skeleton className="h-7 w-64" />}>
        <Skeleton className="h-96 w-full" />
      </Page>
    );
  if (!job.data)
    return <ErrorState page error={job.error} what={t("job")} onRetry={() => void job.refetch()} />;
  return <Editor key={id} opened={job.data} />;
}

interface Merge {
  theirs: Typed;
  conflicts: (keyof Typed)[];
  taken: (keyof Typed)[];
}

function shown(value: Typed[keyof Typed]): string {
  return Array.isArray(value) ? value.join(", ") : value;
}

function Editor({ opened }: { opened: Job }) {
  const client = useQueryClient();
  const navigate = useNavigate();
  // What the form's changes are counted from: the version that was opened, or loaded after a conflict.
  const [base, setBase] = useState(opened);
  const [merge, setMerge] = useState<Merge | null>(null);
  const { form, submit, busy, failure } = useApiForm({
    schema,
    values: typedOf(opened),
    send: async (values) => {
      const { client_id: _, status: __, ...before } = schema.parse(typedOf(base));
      const { client_id: ___, status: ____, ...after } = values;
      const saved = await updateJob(base.job_id, base.version, changesOf(before, after));
      client.setQueryData(jobQuery(saved.job_id).queryKey, saved);
      void client.invalidateQueries({ queryKey: keys.jobs.lists });
      void client.invalidateQueries({ queryKey: keys.audit.all });
      toast.done(t("savedToast", { title: saved.title }));
      await navigate({
        to: "/jobs/$jobId",
        params: { jobId: saved.job_id },
        replace: true,
        ignoreBlocker: true,
      });
    },
  });

  const load = async () => {
    const theirs = await client.fetchQuery({ ...jobQuery(base.job_id), staleTime: 0 });
    const merged = threeWay(typedOf(base), typedOf(theirs), form.getValues());
    form.reset(typedOf(theirs));
    for (const [name, value] of Object.entries(merged.values))
      if (isField(name)) form.setValue(name, value, { shouldDirty: true });
    setBase(theirs);
    setMerge({ theirs: typedOf(theirs), conflicts: merged.conflicts, taken: merged.taken });
  };

  return (
    <Page title={t("editTitle", { title: opened.title })} width="form" breadcrumbs={<Crumbs job={opened} />}>
      <form onSubmit={submit} noValidate className="grid gap-4">
        {merge ? (
          <ConflictNotice
            conflicts={merge.conflicts.map((name) => ({
              name,
              label: FIELD_LABELS[name],
              mine: shown(form.getValues(name)),
              theirs: shown(merge.theirs[name]),
            }))}
            taken={merge.taken.map((name) => FIELD_LABELS[name])}
            onTake={(name) => {
              if (!isField(name)) return;
              form.setValue(name, merge.theirs[name], { shouldDirty: true });
              setMerge({ ...merge, conflicts: merge.conflicts.filter((each) => each !== name) });
            }}
          />
        ) : null}
        <FormSummary
          failure={failure}
          onReload={() => {
            void load().catch((error: unknown) => toast.failed(t("savedToast", { title: base.title }), error));
          }}
        />
        <EditorFields form={form} client={base.client_name} />
        <SaveBar
          dirty={form.formState.isDirty}
          busy={busy}
          onReset={() => {
            form.reset(typedOf(base));
            setMerge(null);
          }}
        />
      </form>
      <LeaveGuard when={form.formState.isDirty && !busy} />
    </Page>
  );
}
