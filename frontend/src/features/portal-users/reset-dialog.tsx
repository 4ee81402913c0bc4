import { useMutation } from "@tanstack/react-query";
import { Check, Copy } from "lucide-react";
import { useState } from "react";
import { Explained } from "@/components/states/explained";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { IconButton } from "@/components/ui/icon-button";
import { Notice } from "@/components/ui/notice";
import { RadioGroup } from "@/components/ui/radio-group";
import { toast } from "@/components/ui/toast";
import { resetPassword, type PortalUser } from "./api";
import { t } from "./messages";

interface ResetDialogProps {
  account: PortalUser;
  onClose: () => void;
}

/** A link by mail, or a temporary password that is shown this once. */
export function ResetDialog({ account, onClose }: ResetDialogProps) {
  const [how, setHow] = useState<"link" | "temporary">("link");
  const [secret, setSecret] = useState<string | null>(null);
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => resetPassword(account.candidate_portal_id, how === "temporary"),
    // The secret stays in this dialog: the cache of answers forgets it at once.
    gcTime: 0,
    onSuccess: ({ temporary_password }) => {
      if (temporary_password !== null) {
        setSecret(temporary_password);
        return;
      }
      toast.done(t("linkSent", { email: account.email }));
      onClose();
    },
  });
  if (secret !== null) return <Secret name={account.name} secret={secret} onClose={onClose} />;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      mayClose={() => !isPending}
      title={t("resetTitle", { name: account.name })}
      description={t("resetLead")}
      footer={
        <>
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button tone="primary" busy={isPending} onClick={() => mutate()}>
            {t("resetIt")}
          </Button>
        </>
      }
    >
      {error && (
        <Notice tone="danger" announce className="mb-3">
          <Explained error={error} />
        </Notice>
      )}
      <RadioGroup
        legend={t("how")}
        hideLegend
        cards
        value={how}
        onChange={setHow}
        options={[
          { value: "link", label: t("byLink"), hint: t("byLinkHint", { email: account.email }) },
          { value: "temporary", label: t("byTemporary"), hint: t("byTemporaryHint") },
        ]}
      />
    </Dialog>
  );
}

interface SecretProps {
  name: string;
  secret: string;
  onClose: () => void;
}

function Secret({ name, secret, onClose }: SecretProps) {
  const [copied, setCopied] = useState(false);
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      // Seen once only: a slip of the hand beside the dialog must not lose it.
      mayClose={() => false}
      closable={false}
      title={t("temporaryTitle")}
      description={t("temporaryOnce")}
      footer={
        <Button tone="primary" onClick={onClose}>
          {t("done")}
        </Button>
      }
    >
      <div className="flex items-center gap-2 rounded-card border bg-sunken p-3">
        <output
          aria-label={t("temporaryFor", { name })}
          className="min-w-0 flex-1 font-mono text-section break-all"
        >
          {secret}
        </output>
        <IconButton
          icon={copied ? Check : Copy}
          label={copied ? t("copied") : t("copy")}
          onClick={() => void navigator.clipboard.writeText(secret).then(() => setCopied(true))}
        />
      </div>
    </Dialog>
  );
}
