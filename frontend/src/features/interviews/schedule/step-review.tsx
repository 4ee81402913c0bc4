import { formatList, formatLongDay, formatMinutes } from "@/lib/format";
import { cityOf, zoneLabel } from "@/lib/time";
import { t } from "../messages";
import { byDay, endOf } from "../model";
import { TwoClocks } from "../two-clocks";
import type { Plan } from "./form";

export function ReviewStep({ plan, name, zone }: { plan: Plan; name: string; zone: string }) {
  const starts = plan.proposed_slots.filter((each): each is string => each !== null);
  const rows = [
    [t("candidate"), name],
    [
      t("round"),
      t("roundOf", {
        name: plan.round_name || t("roundNumber", { number: plan.interview_round }),
        number: plan.interview_round,
      }),
    ],
    [t("mode"), `${t(plan.interview_mode)}, ${formatMinutes(plan.interview_duration)}`],
    [t("people"), plan.interviewers.length > 0 ? formatList(plan.interviewers) : t("notSet")],
    [t("link"), plan.meeting_link || t("linkFromInvite")],
    [t("instructions"), plan.additional_instructions || t("notSet")],
    [
      t("candidateZone"),
      starts[0] ? zoneLabel(plan.time_zone, new Date(starts[0])) : cityOf(plan.time_zone),
    ],
  ];
  return (
    <>
      <dl className="divide-y rounded-card border bg-card px-4">
        {rows.map(([label, value]) => (
          <div key={label} className="grid gap-x-4 py-2 sm:grid-cols-[180px_minmax(0,1fr)]">
            <dt className="text-muted">{label}</dt>
            <dd className="break-words whitespace-pre-line">{value}</dd>
          </div>
        ))}
      </dl>
      <h3 className="font-medium">{t("times")}</h3>
      {starts.length === 0 ? (
        <p className="text-muted">{t("slotsNeeded")}</p>
      ) : (
        <>
          <p className="text-muted">{t("reviewLead", { name })}</p>
          <div className="grid gap-3 rounded-card border bg-card p-4">
            {byDay(starts, (start) => start, zone).map(({ day, things }) => (
              <div key={day}>
                <h4 className="text-dense font-medium text-muted">
                  {formatLongDay(things[0] ?? day, zone)}
                </h4>
                {things.map((start) => (
                  <TwoClocks
                    key={start}
                    className="py-1"
                    start={start}
                    end={endOf(start, plan.interview_duration)}
                    zone={zone}
                    other={plan.time_zone}
                    hours
                  />
                ))}
              </div>
            ))}
          </div>
        </>
      )}
    </>
  );
}
