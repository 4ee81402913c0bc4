import { CircleAlert } from "lucide-react";
import { useState, type FormEvent } from "react";
import { StaleStrip } from "@/components/states/stale-strip";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { cn } from "@/lib/cn";
import { formatLongDay, formatMinutes } from "@/lib/format";
import { t } from "../messages";
import type { Interview } from "../model";
import { Heading } from "../parts/heading";
import { When } from "../parts/when";
import { useNow } from "../use-now";
import { NoneSuits } from "./none-suits";
import { SlotList } from "./slot-list";
import { slotDays, spanLabel } from "./slots";
import type { usePicking } from "./use-picking";
import { ZoneChoice } from "./zone-choice";

interface ChoosingProps {
  picking: ReturnType<typeof usePicking>;
  interview: Interview;
  zone: string;
}

/** The list of times, on the reader's clock. */
export function Choosing({ picking, interview, zone }: ChoosingProps) {
  const now = useNow();
  const [missing, setMissing] = useState(false);
  const { chosen, slot, lost, found } = picking;
  const days = slotDays(interview.proposed_slots, zone, now);
  const first = days[0]?.choices[0]?.start ?? interview.created_at;
  const { scheduled_start_time: start, scheduled_end_time: end } = interview;
  const moving = interview.selected_slot_id !== null;

  const next = (event: FormEvent) => {
    event.preventDefault();
    setMissing(slot === null);
    if (slot) picking.review();
  };
  return (
    <>
      <form onSubmit={next} noValidate>
        <Heading title={moving ? t("moveTitle") : t("pickTitle")}>
          <p className="break-words text-muted">
            {t("chooseFor", {
              round: interview.round_name,
              job: interview.job_title,
              company: interview.client_name,
            })}
            {" · "}
            {formatMinutes(interview.interview_duration)}
          </p>
        </Heading>
        {found.isError && (
          <StaleStrip
            error={found.error}
            busy={found.isFetching}
            onRetry={() => void found.refetch()}
          />
        )}
        {lost && (
          <LostTime
            lost={lost}
            free={days.flatMap((day) => day.choices).filter((each) => each.available).length}
          />
        )}
        {moving && start && end && (
          <div className="mb-4 rounded-card bg-sunken p-4">
            <p className="mb-1 text-body text-muted">{t("booked")}</p>
            <When start={start} end={end} />
          </div>
        )}
        <ZoneChoice zone={zone} at={first} />
        {days.some((day) => day.zone !== null) && (
          <Notice tone="warn" className="mb-4">
            {t("clockChange")}
          </Notice>
        )}
        <SlotList
          days={days}
          chosen={chosen}
          booked={interview.selected_slot_id}
          onChoose={(id) => {
            setMissing(false);
            picking.choose(id);
          }}
        />
        <div
          className={cn(
            "mt-6 rounded-card border bg-card p-3",
            slot && "sticky bottom-20 z-sticky shadow-pop sm:bottom-4",
          )}
        >
          <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
            <p role="status" className="min-w-0 flex-1 basis-48 text-body">
              {slot ? (
                <>
                  <span className="block font-medium">{formatLongDay(slot.start_time, zone)}</span>
                  <span className="tabular">{spanLabel(slot.start_time, slot.end_time, zone)}</span>
                </>
              ) : missing ? (
                <span className="flex items-center gap-1 text-danger">
                  <CircleAlert aria-hidden className="size-4 shrink-0" />
                  {t("chooseFirst")}
                </span>
              ) : (
                <span className="text-muted">{t("chooseFirst")}</span>
              )}
            </p>
            <Button type="submit" tone="primary" className="max-sm:w-full">
              {t("review")}
            </Button>
          </div>
        </div>
      </form>
      <NoneSuits interview={interview} />
    </>
  );
}

function LostTime({ lost, free }: { lost: "taken" | "meanwhile"; free: number }) {
  // Its own ref makes it focusable; the page moves the focus here.
  const [, setBox] = useState<HTMLDivElement | null>(null);
  return (
    <Notice
      ref={setBox}
      tone={lost === "taken" ? "danger" : "info"}
      announce
      className="mb-4"
      title={lost === "taken" ? t("takenTitle") : t("meanwhileTitle")}
    >
      {lost === "taken" ? t("takenText") : t("meanwhileText")}{" "}
      {lost === "taken" && t("freshTimes", { count: free })}
    </Notice>
  );
}
