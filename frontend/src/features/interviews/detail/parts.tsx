/** The smaller parts of an interview's page. */
import { CalendarCheck, CircleCheck, CircleSlash, Hourglass, Mail, Star } from "lucide-react";
import type { ReactNode } from "react";
import { verdict } from "@/auth/can";
import { Status } from "@/components/status/status";
import { Notice } from "@/components/ui/notice";
import { Pill } from "@/components/ui/pill";
import { formatLongDay, formatMoment } from "@/lib/format";
import { useZone } from "@/lib/use-zone";
import { t } from "../messages";
import { byDay, inviteState, type Interview, type Slot } from "../model";
import { TwoClocks } from "../two-clocks";

export function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="rounded-card border bg-card p-4">
      <h2 className="mb-3 text-section">{title}</h2>
      {children}
    </section>
  );
}

function SlotMark({ slot, interview }: { slot: Slot; interview: Interview }) {
  if (slot.slot_id === interview.selected_slot_id)
    return (
      <Pill tone="success" icon={CalendarCheck}>
        {t("slotBooked")}
      </Pill>
    );
  return slot.available ? (
    <Pill tone="info" icon={CircleCheck}>
      {t("slotFree")}
    </Pill>
  ) : (
    <Pill icon={CircleSlash}>{t("slotGone")}</Pill>
  );
}

/** The times that were offered, by day on my clock. */
export function OfferedTimes({ interview }: { interview: Interview }) {
  const zone = useZone();
  if (interview.proposed_slots.length === 0) return <p className="text-muted">{t("timesNone")}</p>;
  return (
    <div className="grid gap-4">
      {byDay(interview.proposed_slots, (slot) => slot.start_time, zone).map(({ day, things }) => (
        <div key={day}>
          <h3 className="mb-1 text-dense font-medium text-muted">
            {formatLongDay(things[0]?.start_time ?? day, zone)}
          </h3>
          <ul className="divide-y">
            {things.map((slot) => (
              <li key={slot.slot_id} className="flex items-center justify-between gap-3 py-2">
                <TwoClocks
                  start={slot.start_time}
                  end={slot.end_time}
                  zone={zone}
                  other={interview.time_zone}
                  hours
                />
                <SlotMark slot={slot} interview={interview} />
              </li>
            ))}
          </ul>
        </div>
      ))}
    </div>
  );
}

/** How far the invite is; what failed says so and how to try again. */
export function Invite({ interview }: { interview: Interview }) {
  const state = inviteState(interview);
  if (state === "failed")
    return (
      <Notice tone="danger" announce title={t("inviteFailed")}>
        {interview.invite_error}
        {verdict(interview, "send-invite").shown && <p>{t("inviteRetryHow")}</p>}
      </Notice>
    );
  const looks = {
    none: [Mail, "neutral", t("inviteNone")],
    waiting: [Hourglass, "warn", t("inviteWaiting")],
    sent: [CircleCheck, "success", t("inviteSent")],
  } as const;
  const [icon, tone, words] = looks[state];
  return (
    <div role="status" className="flex flex-wrap items-center gap-2">
      <Pill icon={icon} tone={tone}>
        {words}
      </Pill>
      {state === "sent" && interview.invite_sent_by && (
        <span className="text-dense text-muted">
          {t("byWhom", { name: interview.invite_sent_by })}
        </span>
      )}
    </div>
  );
}

export function Impression({ interview }: { interview: Interview }) {
  return (
    <div className="grid gap-2">
      {interview.rating !== null && (
        <p className="inline-flex items-center gap-2 font-medium">
          <span aria-hidden className="inline-flex">
            {[1, 2, 3, 4, 5].map((each) => (
              <Star
                key={each}
                className={
                  each <= (interview.rating ?? 0)
                    ? "size-4 fill-current text-primary"
                    : "size-4 text-control"
                }
              />
            ))}
          </span>
          {t("ratingOf", { count: interview.rating })}
        </p>
      )}
      <p className="max-w-[72ch] whitespace-pre-line">
        {interview.feedback ?? <span className="text-muted">{t("noFeedback")}</span>}
      </p>
    </div>
  );
}

/** Every state it was in, newest first. */
export function History({ interview }: { interview: Interview }) {
  const zone = useZone();
  return (
    <ol className="grid gap-3">
      {interview.status_history.toReversed().map((stage) => (
        <li key={`${stage.at}${stage.status}`} className="grid gap-0.5">
          <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
            <Status of="interview" status={stage.status} />
            <time dateTime={stage.at} className="text-dense text-muted">
              {formatMoment(stage.at, zone)}
            </time>
          </div>
          {stage.by && (
            <p className="text-dense break-words text-muted">{t("byWhom", { name: stage.by })}</p>
          )}
          {stage.reason && <p className="text-dense">{stage.reason}</p>}
        </li>
      ))}
    </ol>
  );
}
