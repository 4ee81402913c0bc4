import { Check, Copy } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { IconButton } from "@/components/ui/icon-button";
import { t } from "./messages";

interface SecretDialogProps {
  address: string;
  /** Null: the answer that held it was lost, and this is a repetition. */
  secret: string | null;
  onClose: () => void;
}

/** The new secret, this once. */
export function SecretDialog({ address, secret, onClose }: SecretDialogProps) {
  const [copied, setCopied] = useState(false);
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      // Seen once only: a slip of the hand beside the dialog must not lose it.
      mayClose={() => false}
      closable={false}
      title={t("secretTitle")}
      description={secret === null ? t("secretGone") : t("secretOnce")}
      footer={
        <Button tone="primary" onClick={onClose}>
          {t("done")}
        </Button>
      }
    >
      {secret !== null && (
        <div className="flex items-center gap-2 rounded-card border bg-sunken p-3">
          <output
            aria-label={t("secretLabel", { address })}
            className="min-w-0 flex-1 font-mono break-all"
          >
            {secret}
          </output>
          <IconButton
            icon={copied ? Check : Copy}
            label={copied ? t("copied") : t("copy")}
            onClick={() => void navigator.clipboard.writeText(secret).then(() => setCopied(true))}
          />
        </div>
      )}
      <p className="mt-3 text-muted">{t("secretHow")}</p>
    </Dialog>
  );
}
