import { useState } from "react";
import { Combobox } from "@/components/ui/combobox";
import { Field } from "@/components/ui/field";
import { setPreferences } from "@/lib/preferences";
import { cityOf, deviceZone, offsetLabel, sameZone, zones } from "@/lib/time";
import { t } from "../messages";

interface ZoneSearchProps {
  zone: string;
  at: string;
  onDone: () => void;
}

/** Every zone, found by city, region or distance from UTC. Loaded when somebody asks for it. */
export default function ZoneSearch({ zone, at, onDone }: ZoneSearchProps) {
  const [all] = useState(() =>
    zones().map((each) => ({
      value: each,
      label: cityOf(each),
      hint: `${each.replaceAll("_", " ")} · ${offsetLabel(each, new Date(at))}`,
    })),
  );
  return (
    <Field label={t("zoneLabel")} hint={t("zoneHint")}>
      {(control) => (
        <Combobox
          {...control}
          options={all}
          value={all.find((option) => sameZone(option.value, zone)) ?? null}
          onChange={(option) => {
            if (option === null) return;
            // The device's own zone is no choice: who travels goes on with the clock of the place.
            setPreferences({
              timeZone: sameZone(option.value, deviceZone()) ? null : option.value,
            });
            onDone();
          }}
        />
      )}
    </Field>
  );
}
