import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useWatch } from "react-hook-form";
import { FormSummary } from "@/components/form/form-summary";
import { LeaveGuard } from "@/components/form/leave-guard";
import { useApiForm } from "@/components/form/use-api-form";
import { Page } from "@/components/layout/page";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import { keys } from "@/lib/keys";
import { createWebhook } from "./api";
import { WebhooksBreadcrumb } from "./breadcrumb";
import { t } from "./messages";
import { parted } from "./model";
import { SecretDialog } from "./secret-dialog";
import { schema, WebhookFields } from "./webhook-form";

interface Made {
  webhook_id: string;
  url: string;
  secret: string | null;
}

export function NewWebhookPage() {
  const client = useQueryClient();
  const navigate = useNavigate();
  const [made, setMade] = useState<Made | null>(null);
  const { form, submit, busy, failure } = useApiForm({
    schema,
    values: { url: "", description: "", client_id: "", personal_data: false, event_types: [] },
    send: async (values, key) => {
      const webhook = await createWebhook({ ...values, client_id: values.client_id || null }, key);
      setMade(webhook);
      toast.done(t("createdToast"));
      void client.invalidateQueries({ queryKey: keys.webhooks.all });
    },
  });
  const clientId = useWatch({ control: form.control, name: "client_id" });
  return (
    <Page title={t("createTitle")} breadcrumbs={<WebhooksBreadcrumb />} meta={t("createLead")}>
      <form noValidate onSubmit={submit} className="grid gap-5">
        <FormSummary failure={failure} />
        <WebhookFields control={form.control} clientId={clientId} chooseClient />
        <div>
          <Button type="submit" tone="primary" busy={busy}>
            {t("create")}
          </Button>
        </div>
      </form>
      <LeaveGuard when={form.formState.isDirty && !busy && !made} />
      {made && (
        <SecretDialog
          address={parted(made.url).host}
          secret={made.secret}
          onClose={() =>
            void navigate({
              to: "/webhooks/$webhookId",
              params: { webhookId: made.webhook_id },
              ignoreBlocker: true,
            })
          }
        />
      )}
    </Page>
  );
}
