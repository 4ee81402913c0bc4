import { useState } from "react";
import { Explained } from "@/components/states/explained";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { RadioGroup } from "@/components/ui/radio-group";
import { Textarea } from "@/components/ui/textarea";
import { formatMoment } from "@/lib/format";
import { useZone } from "@/lib/use-zone";
import { useAct } from "../api";
import { t as general } from "../messages";
import { isBeforeStart, type Interview } from "../model";
import { idempotencyFor } from "../write-key";
import { t } from "./messages";

const RATINGS = [
  { value: "", label: t("noRating") },
  { value: "1", label: t("r1") },
  { value: "2", label: t("r2") },
  { value: "3", label: t("r3") },
  { value: "4", label: t("r4") },
  { value: "5", label: t("r5") },
];

interface CompleteDialogProps {
  interview: Interview;
  onClose: () => void;
}

/** It took place: what was the impression. */
export function CompleteDialog({ interview, onClose }: CompleteDialogProps) {
  const zone = useZone();
  const act = useAct(interview);
  const [key] = useState(() => idempotencyFor());
  const [opened] = useState(() => Date.now());
  const [feedback, setFeedback] = useState("");
  const [rating, setRating] = useState("");
  const send = () => {
    const body = { feedback: feedback.trim() || null, rating: rating ? Number(rating) : null };
    act.mutate(
      { does: { action: "mark-completed", body }, key: key(body) },
      { onSuccess: onClose },
    );
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      // What was typed is not lost by a click beside; Back is the way out.
      mayClose={() => feedback.trim() === ""}
      title={t("completeTitle", { name: interview.candidate_name })}
      description={t("completeText")}
      footer={
        <>
          <Button onClick={onClose}>{general("back")}</Button>
          <Button tone="primary" busy={act.isPending} onClick={send}>
            {t("complete")}
          </Button>
        </>
      }
    >
      <div className="grid gap-4">
        {isBeforeStart(interview, opened) && (
          <Notice tone="warn" title={t("early")}>
            {t("earlyText", { time: formatMoment(interview.scheduled_start_time ?? "", zone) })}
          </Notice>
        )}
        {act.error && (
          <Notice tone="danger" announce title={general("actionFailed")}>
            <Explained error={act.error} />
          </Notice>
        )}
        <Field label={t("feedbackLabel")} hint={t("feedbackHint")} optional>
          {(control) => (
            <Textarea
              {...control}
              rows={5}
              maxLength={20_000}
              value={feedback}
              onChange={(event) => setFeedback(event.target.value)}
            />
          )}
        </Field>
        <RadioGroup
          legend={t("ratingLabel")}
          options={RATINGS}
          value={rating}
          onChange={setRating}
        />
      </div>
    </Dialog>
  );
}
