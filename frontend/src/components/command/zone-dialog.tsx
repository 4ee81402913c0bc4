import { useState } from "react";
import { Combobox, type ComboOption } from "@/components/ui/combobox";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { setPreferences, usePreferences } from "@/lib/preferences";
import { cityOf, deviceZone, offsetLabel, zoneLabel, zones } from "@/lib/time";
import { t } from "./messages";
import { showOverlay } from "./palette-state";

const OWN = "";

/** Every zone by its city, with what its clock says now. */
export function zoneOptions(now: Date): ComboOption[] {
  return zones().map((zone) => ({
    value: zone,
    label: cityOf(zone),
    hint: `${zone.replaceAll("_", " ")} · ${offsetLabel(zone, now)}`,
  }));
}

export default function ZoneDialog() {
  const { timeZone } = usePreferences();
  const [now] = useState(() => new Date());
  const own: ComboOption = {
    value: OWN,
    label: t("zoneOwn", { zone: zoneLabel(deviceZone(), now) }),
  };
  const options = [own, ...zoneOptions(now)];
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && showOverlay(null)}
      title={t("zoneTitle")}
      description={t("zoneLead")}
    >
      <Field label={t("zoneLabel")}>
        {(control) => (
          <Combobox
            {...control}
            options={options}
            value={options.find((option) => option.value === (timeZone ?? OWN)) ?? own}
            onChange={(option) =>
              setPreferences({
                timeZone: option === null || option.value === OWN ? null : option.value,
              })
            }
          />
        )}
      </Field>
    </Dialog>
  );
}
