import { useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { FormSummary } from "@/components/form/form-summary";
import { LeaveGuard } from "@/components/form/leave-guard";
import { useApiForm } from "@/components/form/use-api-form";
import { Page } from "@/components/layout/page";
import { Button, buttonStyle } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import { keys } from "@/lib/keys";
import { createJob, jobQuery } from "./api";
import { Crumbs } from "./components/crumbs";
import { EditorFields } from "./components/editor-fields";
import { blank, schema } from "./form-model";
import { t } from "./messages";

/** A new job, for a client that may be named in the address. */
export function NewJobPage({ clientId }: { clientId?: string }) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const { form, submit, busy, failure } = useApiForm({
    schema,
    values: blank(clientId),
    send: async (values, key) => {
      const job = await createJob(values, key);
      client.setQueryData(jobQuery(job.job_id).queryKey, job);
      void client.invalidateQueries({ queryKey: keys.jobs.lists });
      toast.done(t("createdToast", { title: job.title }));
      await navigate({
        to: "/jobs/$jobId",
        params: { jobId: job.job_id },
        replace: true,
        ignoreBlocker: true,
      });
    },
  });
  return (
    <Page title={t("newJob")} width="form" breadcrumbs={<Crumbs />}>
      <form onSubmit={submit} noValidate className="grid gap-4">
        <FormSummary failure={failure} />
        <EditorFields form={form} client={null} />
        <div className="sticky bottom-0 z-sticky -mx-4 flex justify-end gap-2 border-t bg-bg/95 px-4 py-3 backdrop-blur-sm max-sm:[&>*]:flex-1">
          <Link to="/jobs" className={buttonStyle()}>
            {t("cancel")}
          </Link>
          <Button type="submit" tone="primary" busy={busy}>
            {t("create")}
          </Button>
        </div>
      </form>
      <LeaveGuard when={form.formState.isDirty && !busy} />
    </Page>
  );
}
