import { useState } from "react";
import { Combobox, type ComboOption } from "@/components/ui/combobox";
import { Field } from "@/components/ui/field";
import { RadioGroup } from "@/components/ui/radio-group";
import { setPreferences, usePreferences } from "@/lib/preferences";
import { cityOf, deviceZone, offsetLabel, zoneLabel, zones } from "@/lib/time";
import { t } from "./messages";

const DEVICE = "";

/** What is kept in this browser: the zone of all times, light or dark. */
export default function Display() {
  const { timeZone, theme } = usePreferences();
  const [now] = useState(() => new Date());
  const own: ComboOption = {
    value: DEVICE,
    label: t("zoneOwn", { zone: zoneLabel(deviceZone(), now) }),
  };
  const options = [
    own,
    ...zones().map((zone) => ({
      value: zone,
      label: cityOf(zone),
      hint: `${zone.replaceAll("_", " ")} · ${offsetLabel(zone, now)}`,
    })),
  ];
  return (
    <div className="grid gap-5">
      <Field label={t("zone")} hint={t("zoneHint")}>
        {(control) => (
          <Combobox
            {...control}
            options={options}
            value={options.find((option) => option.value === (timeZone ?? DEVICE)) ?? own}
            onChange={(option) => setPreferences({ timeZone: option?.value || null })}
          />
        )}
      </Field>
      <RadioGroup
        legend={t("theme")}
        value={theme}
        onChange={(value) => setPreferences({ theme: value })}
        options={[
          { value: "system", label: t("themeSystem") },
          { value: "light", label: t("themeLight") },
          { value: "dark", label: t("themeDark") },
        ]}
      />
    </div>
  );
}
