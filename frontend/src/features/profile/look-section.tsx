import { Monitor, Moon, Rows2, Rows3, Sun } from "lucide-react";
import { useState, type ReactNode } from "react";
import { Combobox, type ComboOption } from "@/components/ui/combobox";
import { Field } from "@/components/ui/field";
import { Segmented } from "@/components/ui/segmented";
import { Switch } from "@/components/ui/switch";
import { formatTime } from "@/lib/format";
import { setPreferences, usePreferences } from "@/lib/preferences";
import { cityOf, deviceZone, offsetLabel, zoneLabel, zones } from "@/lib/time";
import { useZone } from "@/lib/use-zone";
import { t } from "./messages";

/** The option for "as this device"; no zone has an empty name. */
const OWN = "";

/** Theme, density, zone and keys: each holds at once, there is nothing to save. */
export function LookSection() {
  const { theme, density, timeZone, shortcuts } = usePreferences();
  const zone = useZone();
  const [now] = useState(() => new Date());
  const own: ComboOption = {
    value: OWN,
    label: t("zoneOwn", { zone: zoneLabel(deviceZone(), now) }),
  };
  const options = [
    own,
    ...zones().map((each) => ({
      value: each,
      label: cityOf(each),
      hint: `${each.replaceAll("_", " ")} · ${offsetLabel(each, now)}`,
    })),
  ];
  return (
    <div className="grid max-w-md gap-5">
      <Choice label={t("theme")}>
        <Segmented
          label={t("theme")}
          value={theme}
          onChange={(value) => setPreferences({ theme: value })}
          options={[
            { value: "system", label: t("system"), icon: Monitor },
            { value: "light", label: t("light"), icon: Sun },
            { value: "dark", label: t("dark"), icon: Moon },
          ]}
        />
      </Choice>
      <Choice label={t("density")}>
        <Segmented
          label={t("density")}
          value={density}
          onChange={(value) => setPreferences({ density: value })}
          options={[
            { value: "comfortable", label: t("comfortable"), icon: Rows2 },
            { value: "compact", label: t("compact"), icon: Rows3 },
          ]}
        />
      </Choice>
      <Field label={t("zone")} hint={t("zoneHint", { time: formatTime(now, zone) })}>
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
      <Switch
        label={<span className="font-medium">{t("shortcuts")}</span>}
        hint={t("shortcutsHint")}
        checked={shortcuts}
        onChange={(event) => setPreferences({ shortcuts: event.target.checked })}
      />
    </div>
  );
}

function Choice({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="grid justify-items-start gap-1">
      <span aria-hidden className="font-medium">
        {label}
      </span>
      {children}
    </div>
  );
}
