import { useId } from "react";
import { cn } from "@/lib/cn";
import { t } from "../messages";
import type { Choice, Day } from "./slots";

interface SlotListProps {
  days: readonly Day[];
  chosen: string | null;
  /** The slot that is booked already, when the interview is being moved. */
  booked: string | null;
  onChoose: (id: string) => void;
}

/** Days as groups of native radios: the arrow keys go through all times on offer, of all days. */
export function SlotList({ days, chosen, booked, onChoose }: SlotListProps) {
  const name = useId();
  return (
    <div className="grid gap-5">
      {days.map((day) => (
        <fieldset key={day.day} className="min-w-0">
          <legend className="mb-2 font-semibold">
            {day.label}
            {day.zone && <span className="block text-body font-normal text-muted">{day.zone}</span>}
          </legend>
          <div className="grid grid-cols-[repeat(auto-fill,minmax(min(100%,11.5rem),1fr))] gap-2">
            {day.choices.map((choice) => (
              <SlotRadio
                key={choice.id}
                name={name}
                choice={choice}
                checked={chosen === choice.id}
                booked={booked === choice.id}
                onChoose={onChoose}
              />
            ))}
          </div>
        </fieldset>
      ))}
    </div>
  );
}

interface SlotRadioProps {
  name: string;
  choice: Choice;
  checked: boolean;
  booked: boolean;
  onChoose: (id: string) => void;
}

function SlotRadio({ name, choice, checked, booked, onChoose }: SlotRadioProps) {
  const off = booked || !choice.available;
  const note = booked
    ? t("booked")
    : !choice.available
      ? t("taken")
      : choice.overnight
        ? t("nextDay")
        : null;
  return (
    <label
      className={cn(
        "flex min-h-12 items-center gap-3 rounded-card border border-control/60 bg-card px-3 py-2",
        "has-checked:border-primary has-checked:bg-primary-soft has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-ring",
        off ? "border-dashed bg-transparent text-muted" : "hover:border-primary",
      )}
    >
      <input
        type="radio"
        name={name}
        value={choice.id}
        checked={checked}
        disabled={off}
        aria-label={note ? `${choice.name}, ${note}` : choice.name}
        onChange={() => onChoose(choice.id)}
        className="size-5 shrink-0 outline-none"
      />
      <span className="min-w-0">
        <span className={cn("tabular block", off && !booked && "line-through")}>
          {choice.label}
        </span>
        {note && <span className="block text-body text-muted">{note}</span>}
      </span>
    </label>
  );
}
