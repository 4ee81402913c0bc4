import { useState } from "react";
import { isProblem } from "@/api/problem";
import { FormSummary } from "@/components/form/form-summary";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { toast } from "@/components/ui/toast";
import { useZone } from "@/lib/use-zone";
import { useEdit } from "../api";
import { t } from "../messages";
import { nextStart, showPerson, type Interview } from "../model";
import { SlotEditor } from "../schedule/slot-editor";
import { useBusy } from "../schedule/use-busy";
import { idempotencyFor } from "../write-key";

/** Offers new times instead of the old ones. */
export function ProposeDialog({
  interview,
  onClose,
}: {
  interview: Interview;
  onClose: () => void;
}) {
  const zone = useZone();
  const edit = useEdit(interview);
  const [key] = useState(() => idempotencyFor());
  const [tried, setTried] = useState(false);
  const [starts, setStarts] = useState<(string | null)[]>(() => first(interview, zone));
  const minutes = interview.interview_duration;
  const busy = useBusy({
    candidateId: interview.candidate_id,
    people: interview.interviewers.map(showPerson),
    starts,
    minutes,
    except: interview.interview_id,
  });
  const known = starts.filter((each): each is string => each !== null);
  const sent = isProblem(edit.error, 422) ? edit.error.errors : [];
  const send = () => {
    setTried(true);
    if (known.length === 0 || known.length < starts.length) return;
    const body = { proposed_slots: known.map((start_time) => ({ start_time })) };
    edit.mutate(
      { body, key: key(body) },
      {
        onSuccess: () => {
          toast.done(t("offered", { name: interview.candidate_name }));
          onClose();
        },
      },
    );
  };
  return (
    <Dialog
      open
      size="wide"
      onOpenChange={(open) => !open && onClose()}
      title={t("proposeTitle", { name: interview.candidate_name })}
      description={t("proposeText")}
      footer={
        <>
          <Button onClick={onClose}>{t("back")}</Button>
          <Button
            tone="primary"
            busy={edit.isPending}
            reason={starts.length === 0 ? t("slotsNeeded") : null}
            onClick={send}
          >
            {t("createOffer", { count: starts.length })}
          </Button>
        </>
      }
    >
      <div className="grid gap-4">
        <FormSummary
          failure={
            edit.error ? { error: edit.error, rest: sent.map((each) => each.message) } : null
          }
        />
        <SlotEditor
          value={starts}
          onChange={setStarts}
          minutes={minutes}
          zone={zone}
          other={interview.time_zone}
          busy={busy}
          errors={starts.map(
            (start, index) =>
              (tried && start === null ? t("slotTime") : null) ??
              sent.find((each) => each.field.includes(`proposed_slots[${index}]`))?.message,
          )}
        />
      </div>
    </Dialog>
  );
}

/** What is offered and still to come, or one new time. */
function first(interview: Interview, zone: string): string[] {
  const now = Date.now();
  const coming = interview.proposed_slots
    .map((slot) => slot.start_time)
    .filter((start) => Date.parse(start) > now);
  return coming.length > 0 ? coming : [nextStart([], zone, now)];
}
