import { Combobox } from "@/components/ui/combobox";
import type { FieldControl } from "@/components/ui/field";
import { canonicalZone, cityOf, offsetLabel, zones } from "@/lib/time";

interface ZoneInputProps extends Partial<FieldControl> {
  value: string;
  onChange: (zone: string) => void;
  "aria-label"?: string;
}

let all: { value: string; label: string; hint: string }[] | null = null;

function options() {
  const now = new Date();
  all ??= zones().map((zone) => ({
    value: zone,
    label: cityOf(zone),
    hint: `${zone} · ${offsetLabel(zone, now)}`,
  }));
  return all;
}

/** A time zone, found by its city or its name. */
export function ZoneInput({ value, onChange, ...control }: ZoneInputProps) {
  const found = options().find((option) => option.value === canonicalZone(value));
  return (
    <Combobox
      {...control}
      options={options()}
      value={found ?? { value, label: cityOf(value) }}
      onChange={(option) => option && onChange(option.value)}
    />
  );
}
