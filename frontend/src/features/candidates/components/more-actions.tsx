import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Ellipsis, Mail, Trash2 } from "lucide-react";
import { useState } from "react";
import { newKey } from "@/api/headers";
import { useCan, verdict } from "@/auth/can";
import { AlertDialog } from "@/components/ui/alert-dialog";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { Field } from "@/components/ui/field";
import { IconButton } from "@/components/ui/icon-button";
import { Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toast";
import { keys } from "@/lib/keys";
import { candidateQuery, eraseCandidate, sendSelection } from "../api";
import { t } from "../messages";
import { isStaffView, type Candidate } from "../model";

interface MoreActionsProps {
  candidate: Candidate;
  /** After the candidate is gone. */
  onErased: () => void;
}

/** What is done seldom: the selection mail, and erasing. */
export function MoreActions({ candidate, onErased }: MoreActionsProps) {
  const write = useCan("candidates:write");
  const remove = useCan("candidates:delete");
  const [asked, setAsked] = useState<"notify" | "erase" | null>(null);
  const notify = verdict(candidate, "send-selection-notification");
  const erase = verdict(candidate, "delete");
  const notified = isStaffView(candidate) && candidate.selection_notified_at !== null;
  if (!write && !remove) return null;
  return (
    <>
      <DropdownMenu>
        <DropdownMenuTrigger asChild>
          <IconButton
            icon={Ellipsis}
            tone="secondary"
            label={t("actionsFor", { name: candidate.name })}
          />
        </DropdownMenuTrigger>
        <DropdownMenuContent>
          {write && notify.shown && (
            <DropdownMenuItem
              icon={Mail}
              reason={notify.reason}
              onSelect={() => setAsked("notify")}
            >
              {notified ? t("notifyAgain") : t("notify")}
            </DropdownMenuItem>
          )}
          {remove && erase.shown && (
            <>
              <DropdownMenuSeparator />
              <DropdownMenuItem
                icon={Trash2}
                danger
                reason={erase.reason}
                onSelect={() => setAsked("erase")}
              >
                {t("erase")}
              </DropdownMenuItem>
            </>
          )}
        </DropdownMenuContent>
      </DropdownMenu>
      {asked === "notify" && <Notify candidate={candidate} onClose={() => setAsked(null)} />}
      {asked === "erase" && (
        <Erase candidate={candidate} onClose={() => setAsked(null)} onErased={onErased} />
      )}
    </>
  );
}

function Notify({ candidate, onClose }: { candidate: Candidate; onClose: () => void }) {
  const client = useQueryClient();
  const [key] = useState(newKey);
  const send = useMutation({
    mutationFn: () => sendSelection(candidate.candidate_id, key),
    onSuccess: () => {
      toast.done(t("notified_", { name: candidate.name }));
      void client.invalidateQueries({ queryKey: keys.candidates.all });
      void client.invalidateQueries({ queryKey: keys.audit.all });
      onClose();
    },
  });
  return (
    <AlertDialog
      open
      tone="primary"
      onOpenChange={onClose}
      title={t("notifyTitle", { name: candidate.name })}
      effect={t("notifyEffect", { email: candidate.email })}
      confirm={t("notifySend")}
      busy={send.isPending}
      error={send.error}
      onConfirm={() => send.mutate()}
    />
  );
}

function Erase({
  candidate,
  onClose,
  onErased,
}: {
  candidate: Candidate;
  onClose: () => void;
  onErased: () => void;
}) {
  const client = useQueryClient();
  const [typed, setTyped] = useState("");
  const [wrong, setWrong] = useState(false);
  const erase = useMutation({
    mutationFn: () => eraseCandidate(candidate.candidate_id, candidate.version),
    onSuccess: () => {
      toast.done(t("erased", { name: candidate.name }));
      onErased();
      client.removeQueries({ queryKey: candidateQuery(candidate.candidate_id).queryKey });
      void client.invalidateQueries({ queryKey: keys.candidates.lists });
    },
    onError: () =>
      // Changed meanwhile: the next try is against what is true now.
      client.invalidateQueries({ queryKey: candidateQuery(candidate.candidate_id).queryKey }),
  });
  const same = typed.trim().toLocaleLowerCase() === candidate.name.trim().toLocaleLowerCase();
  return (
    <AlertDialog
      open
      onOpenChange={onClose}
      title={t("eraseTitle", { name: candidate.name })}
      effect={t("eraseEffect")}
      confirm={t("eraseConfirm")}
      busy={erase.isPending}
      error={erase.error}
      onConfirm={() => {
        setWrong(!same);
        if (same) erase.mutate();
      }}
    >
      <Field
        label={t("eraseType")}
        hint={candidate.name}
        error={wrong ? t("eraseMistyped") : null}
        required
      >
        {(control) => (
          <Input
            {...control}
            autoComplete="off"
            value={typed}
            onChange={(event) => {
              setTyped(event.target.value);
              setWrong(false);
            }}
          />
        )}
      </Field>
    </AlertDialog>
  );
}
