import { useRef, useState } from "react";
import { isProblem } from "@/api/problem";
import { Explained } from "@/components/states/explained";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field, FieldMessage } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { Textarea } from "@/components/ui/textarea";
import { toast } from "@/components/ui/toast";
import { formatLongDay, formatMoment } from "@/lib/format";
import { sameZone } from "@/lib/time";
import { useZone } from "@/lib/use-zone";
import { useAct } from "../api";
import { t } from "../messages";
import { byDay, readFreeSlots, type FreeSlot, type Interview } from "../model";
import { TwoClocks } from "../two-clocks";
import { idempotencyFor } from "../write-key";
import { t as asked } from "./messages";

interface BookDialogProps {
  interview: Interview;
  /** Another time instead of the one that is booked: says why. */
  moving: boolean;
  onClose: () => void;
}

/** Books one of the offered times for the candidate, or moves to another. A lost race shows what is still free. */
export function BookDialog({ interview, moving, onClose }: BookDialogProps) {
  const zone = useZone();
  const act = useAct(interview);
  const [key] = useState(() => idempotencyFor());
  const [chosen, setChosen] = useState<string | null>(null);
  const [reason, setReason] = useState("");
  const [tried, setTried] = useState(false);
  const [left, setLeft] = useState<FreeSlot[] | null>(null);
  const list = useRef<HTMLDivElement>(null);

  const free = left ?? interview.proposed_slots.filter((slot) => slot.available);
  const name = interview.candidate_name;
  const badReason = moving && reason.trim() === "";

  const send = () => {
    setTried(true);
    const slot = free.find((each) => each.slot_id === chosen);
    if (!slot || badReason) return;
    const body = { slot_id: slot.slot_id, ...(moving ? { reason: reason.trim() } : {}) };
    act.mutate(
      { does: { action: "book-slot", body }, key: key(body) },
      {
        onSuccess: () => {
          toast.done(t("bookedDone", { time: formatMoment(slot.start_time, zone) }));
          onClose();
        },
        onError: (error) => {
          if (!isProblem(error, 409) || !("free_slots" in error.members)) return;
          setLeft(readFreeSlots(error.freeSlots));
          setChosen(null);
          setTried(false);
          list.current?.focus();
        },
      },
    );
  };

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t(moving ? "moveTitle" : "bookTitle", { name })}
      description={
        moving
          ? t("moveText")
          : t(sameZone(zone, interview.time_zone) ? "bookTextSame" : "bookText", { name })
      }
      footer={
        <>
          <Button onClick={onClose}>{t("back")}</Button>
          <Button
            tone="primary"
            busy={act.isPending}
            reason={free.length === 0 ? t("noFree") : null}
            onClick={send}
          >
            {t(moving ? "move" : "book")}
          </Button>
        </>
      }
    >
      <div ref={list} tabIndex={-1} className="grid gap-4 outline-none">
        {left && (
          <Notice tone="warn" announce title={t("taken")}>
            {left.length > 0 ? t("takenText") : t("takenNone")}
          </Notice>
        )}
        {act.error && !left && (
          <Notice tone="danger" announce title={t("actionFailed")}>
            <Explained error={act.error} />
          </Notice>
        )}
        {free.length === 0 && !left && <p className="text-muted">{t("noFree")}</p>}
        {byDay(free, (slot) => slot.start_time, zone).map(({ day, things }) => (
          <fieldset key={day} className="grid gap-2">
            <legend className="mb-1 font-medium">
              {formatLongDay(things[0]?.start_time ?? day, zone)}
            </legend>
            {things.map((slot) => (
              <label
                key={slot.slot_id}
                className="flex items-start gap-2 rounded-card border border-control/50 px-3 py-2.5 has-checked:border-primary has-checked:bg-primary-soft"
              >
                <input
                  type="radio"
                  name="slot"
                  value={slot.slot_id}
                  checked={chosen === slot.slot_id}
                  onChange={() => setChosen(slot.slot_id)}
                  className="mt-0.5 size-4 shrink-0"
                />
                <TwoClocks
                  start={slot.start_time}
                  end={slot.end_time}
                  zone={zone}
                  other={interview.time_zone}
                  hours
                />
              </label>
            ))}
          </fieldset>
        ))}
        {tried && chosen === null && free.length > 0 && <FieldMessage>{t("choose")}</FieldMessage>}
        {moving && (
          <Field
            label={asked("reason")}
            hint={t("reasonForMove")}
            required
            error={tried && badReason ? asked("reasonNeeded") : null}
          >
            {(control) => (
              <Textarea
                {...control}
                rows={2}
                maxLength={2000}
                value={reason}
                onChange={(event) => setReason(event.target.value)}
              />
            )}
          </Field>
        )}
      </div>
    </Dialog>
  );
}
