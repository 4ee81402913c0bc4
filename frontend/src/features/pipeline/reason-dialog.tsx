import { useState } from "react";
import { statusLabel } from "@/components/status/status";
import type { CandidateStatus } from "@/components/status/statuses";
import { AlertDialog } from "@/components/ui/alert-dialog";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";
import { t } from "./messages";
import type { Candidate } from "./model";

interface ReasonDialogProps {
  candidate: Candidate;
  to: CandidateStatus;
  onClose: () => void;
  onReason: (reason: string) => void;
}

/** A rejection, and every way back, says why before the card moves. */
export function ReasonDialog({ candidate, to, onClose, onReason }: ReasonDialogProps) {
  const [reason, setReason] = useState("");
  const [tried, setTried] = useState(false);
  const missing = reason.trim() === "";
  const rejecting = to === "REJECTED";
  return (
    <AlertDialog
      open
      onOpenChange={onClose}
      tone={rejecting ? "danger" : "primary"}
      title={t("reasonTitle", { name: candidate.name, status: statusLabel(to) })}
      effect={t(rejecting ? "rejectEffect" : "backEffect")}
      confirm={t(rejecting ? "reject" : "move")}
      onConfirm={() => {
        setTried(true);
        if (!missing) onReason(reason.trim());
      }}
    >
      <Field
        label={t("reason")}
        hint={t("reasonHint")}
        required
        error={tried && missing ? t("reasonNeeded") : null}
      >
        {(control) => (
          <Textarea
            {...control}
            maxLength={2000}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        )}
      </Field>
    </AlertDialog>
  );
}
