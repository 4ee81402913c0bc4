import { useState, type FormEvent } from "react";
import { Explained } from "@/components/states/explained";
import { RequestId } from "@/components/states/request-id";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { Textarea } from "@/components/ui/textarea";
import { t } from "../messages";
import type { Interview, Slot } from "../model";
import { Card } from "../parts/card";
import { Heading } from "../parts/heading";
import { When } from "../parts/when";
import { otherClock } from "./slots";
import type { usePicking } from "./use-picking";

interface ReviewProps {
  interview: Interview;
  slot: Slot;
  zone: string;
  booking: ReturnType<typeof usePicking>["booking"];
  onBack: () => void;
}

/** The time on both clocks before it is taken; a move says what it replaces, and why. */
export function Review({ interview, slot, zone, booking, onBack }: ReviewProps) {
  const [reason, setReason] = useState("");
  const [missing, setMissing] = useState(false);
  const { scheduled_start_time: start, scheduled_end_time: end } = interview;
  const moving = interview.selected_slot_id !== null;
  const other = otherClock(slot.start_time, slot.end_time, zone, interview.time_zone);

  const send = (event: FormEvent) => {
    event.preventDefault();
    if (booking.isPending) return;
    const why = reason.trim();
    setMissing(moving && why === "");
    if (moving && why === "") return;
    booking.mutate({ slot_id: slot.slot_id, ...(moving ? { reason: why } : {}) });
  };
  return (
    <form onSubmit={send} noValidate>
      <Heading title={moving ? t("moveReviewTitle") : t("reviewTitle")}>
        <p className="break-words text-muted">
          {t("chooseFor", {
            round: interview.round_name,
            job: interview.job_title,
            company: interview.client_name,
          })}
        </p>
      </Heading>
      {booking.error && !booking.isPending && (
        <Notice tone="danger" announce title={t("failed")} className="mb-4">
          <Explained error={booking.error} />
          <RequestId error={booking.error} />
        </Notice>
      )}
      <Card className="grid gap-4">
        {moving && start && end && (
          <div>
            <p className="text-body text-muted">{t("before")}</p>
            <When start={start} end={end} struck />
          </div>
        )}
        <div>
          <p className="text-body text-muted">{moving ? t("after") : t("yourTime")}</p>
          <When start={slot.start_time} end={slot.end_time} large />
        </div>
        <div>
          <p className="text-body text-muted">{t("theirTime")}</p>
          {other ? (
            <p>
              <span className="block">
                {other.day}, <span className="tabular">{other.span}</span>
              </span>
              <span className="block text-body text-muted">{other.zone}</span>
            </p>
          ) : (
            <p>{t("sameClock")}</p>
          )}
        </div>
        {moving && (
          <Field
            label={t("reasonLabel")}
            hint={t("reasonHint")}
            error={missing ? t("reasonNeeded") : null}
            required
          >
            {(control) => (
              <Textarea
                {...control}
                value={reason}
                maxLength={2000}
                onChange={(event) => {
                  setReason(event.target.value);
                  setMissing(false);
                }}
              />
            )}
          </Field>
        )}
      </Card>
      <div className="mt-4 flex flex-wrap gap-2 max-sm:[&>*]:w-full">
        <Button type="submit" tone="primary" busy={booking.isPending}>
          {moving ? t("confirmMove") : t("confirm")}
        </Button>
        <Button onClick={onBack}>{t("back")}</Button>
      </div>
    </form>
  );
}
