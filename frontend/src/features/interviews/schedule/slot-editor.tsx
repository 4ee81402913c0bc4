import { Plus, Trash2, TriangleAlert } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { DateTimeInput } from "@/components/ui/date-time";
import { Field } from "@/components/ui/field";
import { IconButton } from "@/components/ui/icon-button";
import { formatLongDay, formatSpan } from "@/lib/format";
import { cityOf, sameZone } from "@/lib/time";
import { t } from "../messages";
import { endOf, nextStart, slotWarnings, type Busy } from "../model";

const MOST_SLOTS = 50;

interface SlotEditorProps {
  /** Instants at which the offered times begin; null is not typed yet. */
  value: readonly (string | null)[];
  onChange: (value: (string | null)[]) => void;
  minutes: number;
  /** Mine: times are typed on this clock. */
  zone: string;
  /** The candidate's: shown beside. */
  other: string;
  busy: readonly Busy[];
  /** By place in the list. */
  errors: readonly (string | null | undefined)[];
}

/** The times to offer: typed on my clock, told on the candidate's, with what speaks against each. */
export function SlotEditor({
  value,
  onChange,
  minutes,
  zone,
  other,
  busy,
  errors,
}: SlotEditorProps) {
  const [opened] = useState(() => Date.now());
  const [rows, setRows] = useState(() => value.map((_, index) => index));
  const warnings = slotWarnings(value, { minutes, zones: [other, zone], now: opened, busy });
  const add = () => {
    setRows([...rows, Math.max(-1, ...rows) + 1]);
    onChange([...value, nextStart(value, zone, opened)]);
  };
  return (
    <div className="grid gap-3">
      <ol className="grid gap-3">
        {value.map((start, index) => (
          <li
            key={rows[index] ?? index}
            className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-3 gap-y-2 rounded-card border bg-card p-3 sm:grid-cols-[minmax(0,260px)_minmax(0,1fr)_auto]"
          >
            <Field label={t("slot", { number: index + 1 })} error={errors[index] ?? null} required>
              {(control) => (
                <DateTimeInput
                  {...control}
                  value={start}
                  zone={zone}
                  min={new Date(opened).toISOString()}
                  onChange={(next) =>
                    onChange(value.map((each, at) => (at === index ? next : each)))
                  }
                />
              )}
            </Field>
            <div className="min-w-0 content-start max-sm:order-last max-sm:col-span-2 sm:pt-6">
              {start && !sameZone(zone, other) && (
                <p>
                  {formatLongDay(start, other)}, {formatSpan(start, endOf(start, minutes), other)}
                  <span className="block text-dense text-muted">
                    {t("inCity", { city: cityOf(other) })}
                  </span>
                </p>
              )}
              <ul role="status" className="grid gap-0.5">
                {warnings[index]?.map((warning) => (
                  <li key={warning} className="flex items-start gap-1 text-dense text-warn-fg">
                    <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
                    {t(`warn${warning}`)}
                  </li>
                ))}
              </ul>
            </div>
            <IconButton
              icon={Trash2}
              label={t("removeSlot", { number: index + 1 })}
              className="justify-self-end sm:mt-5"
              onClick={() => {
                setRows(rows.filter((_, at) => at !== index));
                onChange(value.filter((_, at) => at !== index));
              }}
            />
          </li>
        ))}
      </ol>
      {value.length < MOST_SLOTS && (
        <Button className="justify-self-start" onClick={add}>
          <Plus aria-hidden />
          {t("addSlot")}
        </Button>
      )}
    </div>
  );
}
