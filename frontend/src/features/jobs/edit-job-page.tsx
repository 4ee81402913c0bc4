import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { ConflictNotice } from "@/components/form/conflict-notice";
import { FormSummary } from "@/components/form/form-summary";
import { LeaveGuard } from "@/components/form/leave-guard";
import { SaveBar } from "@/components/form/save-bar";
import { useEditForm } from "@/components/form/use-edit-form";
import { Page } from "@/components/layout/page";
import { ErrorState } from "@/components/states/error-state";
import { Skeleton } from "@/components/ui/skeleton";
import { toast } from "@/components/ui/toast";
import { keys } from "@/lib/keys";
import { jobQuery, updateJob } from "./api";
import { Crumbs } from "./components/crumbs";
import { EditorFields } from "./components/editor-fields";
import { FIELD_LABELS, schema, typedOf } from "./form-model";
import { t } from "./messages";
import type { Job } from "./model";

export function EditJobPage({ id }: { id: string }) {
  const job = useQuery(jobQuery(id));
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

function Editor({ opened }: { opened: Job }) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const edit = useEditForm({
    opened,
    schema,
    typedOf,
    labels: FIELD_LABELS,
    reload: (base) => client.fetchQuery({ ...jobQuery(base.job_id), staleTime: 0 }),
    save: async (base, changes) => {
      const saved = await updateJob(base.job_id, base.version, changes);
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
  const { form, busy } = edit;
  const dirty = form.formState.isDirty;

  return (
    <Page
      title={t("editTitle", { title: opened.title })}
      width="form"
      breadcrumbs={<Crumbs job={opened} />}
    >
      <form onSubmit={edit.submit} noValidate className="grid gap-4">
        <ConflictNotice conflicts={edit.conflicts} taken={edit.taken} onTake={edit.take} />
        <FormSummary
          failure={edit.failure}
          onReload={() => {
            edit.load().catch((error: unknown) => toast.failed(t("notLoaded"), error));
          }}
        />
        <EditorFields form={form} client={edit.base.client_name} />
        <SaveBar dirty={dirty} busy={busy} onReset={edit.discard} />
      </form>
      <LeaveGuard when={dirty && !busy} />
    </Page>
  );
}
