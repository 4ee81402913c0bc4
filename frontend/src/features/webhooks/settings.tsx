import { useQueryClient } from "@tanstack/react-query";
import { useCan } from "@/auth/can";
import { ConflictNotice } from "@/components/form/conflict-notice";
import { FormSummary } from "@/components/form/form-summary";
import { LeaveGuard } from "@/components/form/leave-guard";
import { SaveBar } from "@/components/form/save-bar";
import { useEditForm } from "@/components/form/use-edit-form";
import { toast } from "@/components/ui/toast";
import { keys } from "@/lib/keys";
import { changeWebhook, webhook as webhookQuery } from "./api";
import { t } from "./messages";
import type { Webhook } from "./model";
import { LABELS, schema, WebhookFields, type Values } from "./webhook-form";

function typedOf(webhook: Webhook): Values {
  return {
    url: webhook.url,
    description: webhook.description,
    client_id: webhook.client_id ?? "",
    personal_data: webhook.personal_data,
    event_types: webhook.event_types,
  };
}

/** Address, events and what of them is sent. */
export function Settings({ webhook }: { webhook: Webhook }) {
  const client = useQueryClient();
  const mayWrite = useCan("webhooks:write");
  const edit = useEditForm({
    opened: webhook,
    schema,
    typedOf,
    labels: LABELS,
    save: async (base, { url, description, personal_data, event_types }) => {
      const changes = { url, description, personal_data, event_types };
      const saved = await changeWebhook(base, changes);
      client.setQueryData(webhookQuery(saved.webhook_id).queryKey, saved);
      edit.form.reset(typedOf(saved));
      toast.done(t("changedToast"));
      void client.invalidateQueries({ queryKey: keys.webhooks.all });
    },
    reload: (base) => client.fetchQuery(webhookQuery(base.webhook_id)),
  });
  const dirty = edit.form.formState.isDirty;
  return (
    <form noValidate onSubmit={edit.submit} className="grid gap-5">
      <FormSummary failure={edit.failure} onReload={() => void edit.load()} />
      <ConflictNotice conflicts={edit.conflicts} taken={edit.taken} onTake={edit.take} />
      <WebhookFields
        control={edit.form.control}
        clientId={webhook.client_id ?? ""}
        readOnly={!mayWrite}
      />
      <SaveBar dirty={dirty} busy={edit.busy} onReset={edit.discard} />
      <LeaveGuard when={dirty && !edit.busy} />
    </form>
  );
}
