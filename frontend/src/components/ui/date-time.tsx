import { useId, useState, type ComponentProps } from "react";
import { t } from "@/components/messages";
import { instantOf, wallOf, zoneLabel } from "@/lib/time";
import { FieldMessage } from "./field";
import { Input } from "./input";

interface DateTimeInputProps extends Omit<
  ComponentProps<"input">,
  "value" | "onChange" | "type" | "min" | "max"
> {
  /** The instant, as the API has it, or null for none. */
  value: string | null;
  onChange: (instant: string | null) => void;
  zone: string;
  /** Instants. */
  min?: string;
  max?: string;
  /** Minutes. */
  every?: number;
}

/**
 * Day and time on the wall of a named zone; gives an instant. The zone is always said. A time that the clock skips is
 * no instant; of a time that it shows twice the first is meant, and that is said too.
 */
export function DateTimeInput({
  value,
  onChange,
  zone,
  min,
  max,
  every = 15,
  ...rest
}: DateTimeInputProps) {
  const id = useId();
  const [opened] = useState(() => Date.now());
  const [shown, setShown] = useState({
    value,
    zone,
    typed: value === null ? "" : wallOf(value, zone),
  });
  // What comes from outside replaces what was typed; what was typed and is no instant (yet) stays.
  if (shown.value !== value || shown.zone !== zone)
    setShown({ value, zone, typed: value === null ? "" : wallOf(value, zone) });

  const kind = shown.typed === "" ? null : instantOf(shown.typed, zone).kind;
  const called = zoneLabel(zone, new Date(value ?? opened));
  return (
    <div className="grid gap-1">
      <Input
        {...rest}
        type="datetime-local"
        step={every * 60}
        min={min && wallOf(min, zone)}
        max={max && wallOf(max, zone)}
        value={shown.typed}
        aria-invalid={kind === "skipped" || kind === "invalid" ? true : rest["aria-invalid"]}
        aria-describedby={[rest["aria-describedby"], `${id}-zone`].filter(Boolean).join(" ")}
        onChange={(event) => {
          const typed = event.target.value;
          const meant = instantOf(typed, zone);
          const instant =
            meant.kind === "exact" || meant.kind === "repeated" ? meant.instant : null;
          setShown({ value: instant, zone, typed });
          onChange(instant);
        }}
      />
      <div id={`${id}-zone`} className="text-dense text-muted">
        {kind === "skipped" ? (
          <FieldMessage>{t("skippedTime", { zone: called })}</FieldMessage>
        ) : kind === "repeated" ? (
          t("repeatedTime", { zone: called })
        ) : (
          t("inZone", { zone: called })
        )}
      </div>
    </div>
  );
}
