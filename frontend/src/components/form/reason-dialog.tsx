import { useState, type ReactNode } from "react";
import { t } from "@/components/messages";
import { AlertDialog } from "@/components/ui/alert-dialog";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";

interface ReasonDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** The question with the object's name. */
  title: ReactNode;
  /** What will happen, and to whom. */
  effect: ReactNode;
  /** The verb of the title. */
  confirm: string;
  tone?: "danger" | "primary";
  label?: string;
  hint?: string;
  required?: boolean;
  /** The API takes no more characters. */
  most?: number;
  /** Does it; what it throws is shown, and the dialog stays with the words that were typed. */
  onConfirm: (reason: string) => Promise<void>;
}

/** Asks for a reason before something is done. */
export function ReasonDialog({ open, onOpenChange, ...rest }: ReasonDialogProps) {
  // Mounted anew with each opening: yesterday's reason must not be sent today.
  return open ? <Opened {...rest} onClose={() => onOpenChange(false)} /> : null;
}

function Opened({
  title,
  effect,
  confirm,
  tone = "danger",
  label = t("reason"),
  hint,
  required = true,
  most = 2000,
  onConfirm,
  onClose,
}: Omit<ReasonDialogProps, "open" | "onOpenChange"> & { onClose: () => void }) {
  const [reason, setReason] = useState("");
  const [missing, setMissing] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const send = async () => {
    const words = reason.trim();
    setMissing(required && words === "");
    if (required && words === "") return;
    setBusy(true);
    setError(null);
    try {
      await onConfirm(words);
      onClose();
    } catch (thrown) {
      setError(thrown);
      setBusy(false);
    }
  };
  return (
    <AlertDialog
      open
      onOpenChange={(next) => !next && onClose()}
      title={title}
      effect={effect}
      confirm={confirm}
      tone={tone}
      busy={busy}
      error={error}
      onConfirm={() => void send()}
    >
      <Field
        label={label}
        hint={hint}
        required={required}
        optional={!required}
        error={missing ? t("reasonNeeded") : null}
      >
        {(control) => (
          <Textarea
            {...control}
            value={reason}
            maxLength={most}
            rows={3}
            onChange={(event) => {
              setReason(event.target.value);
              setMissing(false);
            }}
            onKeyDown={(event) => {
              if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) void send();
            }}
          />
        )}
      </Field>
    </AlertDialog>
  );
}
