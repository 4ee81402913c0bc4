import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Ban, CirclePause, CirclePlay, KeyRound, Send, Trash2 } from "lucide-react";
import { useState } from "react";
import { newKey } from "@/api/headers";
import { useCan } from "@/auth/can";
import { RowMenu } from "@/components/data-table/row-menu";
import { AlertDialog } from "@/components/ui/alert-dialog";
import { Button } from "@/components/ui/button";
import { DropdownMenuItem } from "@/components/ui/dropdown-menu";
import { toast } from "@/components/ui/toast";
import { keys } from "@/lib/keys";
import {
  changeWebhook,
  deleteWebhook,
  rotateSecret,
  testWebhook,
  webhook as webhookQuery,
} from "./api";
import { t } from "./messages";
import { parted, type Webhook, type WebhookStatus } from "./model";
import { SecretDialog } from "./secret-dialog";

const SAID = { enabled: "nowEnabled", paused: "nowPaused", disabled: "nowDisabled" } as const;

interface WebhookActionsProps {
  webhook: Webhook;
  /** True from the moment its deletion is asked for; false again when it was refused. */
  onDeleting: (now: boolean) => void;
}

export function WebhookActions({ webhook, onDeleting }: WebhookActionsProps) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const [asking, setAsking] = useState<"rotate" | "delete" | null>(null);
  const [secret, setSecret] = useState<{ value: string | null } | null>(null);
  const address = parted(webhook.url).host;
  const refresh = () => client.invalidateQueries({ queryKey: keys.webhooks.all });

  const test = useMutation({
    mutationFn: () => testWebhook(webhook.webhook_id, newKey()),
    onSuccess: () => toast.done(t("tested")),
    onError: (error) => toast.failed(t("testFailed"), error),
    onSettled: refresh,
  });
  const put = useMutation({
    mutationFn: (status: WebhookStatus) => changeWebhook(webhook, { status }),
    onSuccess: (saved) => {
      client.setQueryData(webhookQuery(saved.webhook_id).queryKey, saved);
      toast.done(t(SAID[saved.status]));
    },
    onError: (error) => toast.failed(t("changeFailed"), error),
    onSettled: refresh,
  });
  const rotate = useMutation({
    mutationFn: (key: string) => rotateSecret(webhook.webhook_id, key),
    onSuccess: (made) => {
      setAsking(null);
      setSecret({ value: made.secret });
      return refresh();
    },
  });
  const remove = useMutation({
    mutationFn: () => deleteWebhook(webhook),
    onMutate: () => onDeleting(true),
    onError: () => onDeleting(false),
    onSuccess: async () => {
      toast.done(t("deleted"));
      await navigate({ to: "/webhooks" });
      client.removeQueries({ queryKey: keys.webhooks.detail(webhook.webhook_id) });
      await client.invalidateQueries({ queryKey: keys.webhooks.lists });
    },
  });
  const [key, setKey] = useState(newKey);

  if (!useCan("webhooks:write")) return null;
  return (
    <>
      <Button busy={test.isPending} onClick={() => test.mutate()}>
        <Send aria-hidden />
        {t("test")}
      </Button>
      {webhook.status === "enabled" ? (
        <Button busy={put.isPending} onClick={() => put.mutate("paused")}>
          <CirclePause aria-hidden />
          {t("pause")}
        </Button>
      ) : (
        <Button tone="primary" busy={put.isPending} onClick={() => put.mutate("enabled")}>
          <CirclePlay aria-hidden />
          {webhook.status === "paused" ? t("resume") : t("enable")}
        </Button>
      )}
      <RowMenu name={address}>
        <DropdownMenuItem
          icon={KeyRound}
          onSelect={() => {
            setKey(newKey());
            setAsking("rotate");
          }}
        >
          {t("rotate")}
        </DropdownMenuItem>
        {webhook.status !== "disabled" && (
          <DropdownMenuItem icon={Ban} onSelect={() => put.mutate("disabled")}>
            {t("disable")}
          </DropdownMenuItem>
        )}
        <DropdownMenuItem icon={Trash2} danger onSelect={() => setAsking("delete")}>
          {t("delete")}
        </DropdownMenuItem>
      </RowMenu>
      {asking === "rotate" && (
        <AlertDialog
          open
          onOpenChange={(open) => !open && setAsking(null)}
          title={t("rotateTitle")}
          effect={t("rotateEffect")}
          confirm={t("rotate")}
          tone="primary"
          busy={rotate.isPending}
          error={rotate.error}
          onConfirm={() => rotate.mutate(key)}
        />
      )}
      {asking === "delete" && (
        <AlertDialog
          open
          onOpenChange={(open) => !open && setAsking(null)}
          title={t("deleteTitle")}
          effect={t("deleteEffect", { address })}
          confirm={t("delete")}
          busy={remove.isPending}
          error={remove.error}
          onConfirm={() => remove.mutate()}
        />
      )}
      {secret && (
        <SecretDialog address={address} secret={secret.value} onClose={() => setSecret(null)} />
      )}
    </>
  );
}
