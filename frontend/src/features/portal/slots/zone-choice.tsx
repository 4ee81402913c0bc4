import { ChevronDown, Globe } from "lucide-react";
import { useId, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Combobox, type ComboOption } from "@/components/ui/combobox";
import { Field } from "@/components/ui/field";
import { setPreferences } from "@/lib/preferences";
import { cityOf, deviceZone, offsetLabel, sameZone, zones } from "@/lib/time";
import { t } from "../messages";
import { zoneName } from "./slots";

/** Every zone, found by city, region or distance from UTC. */
function options(at: Date): ComboOption[] {
  return zones().map((zone) => ({
    value: zone,
    label: cityOf(zone),
    hint: `${zone.replaceAll("_", " ")} · ${offsetLabel(zone, at)}`,
  }));
}

/** Says in which zone the times are shown, and lets one choose another. `at`: names change with the season. */
export function ZoneChoice({ zone, at }: { zone: string; at: string }) {
  const [open, setOpen] = useState(false);
  const id = useId();
  const opener = useRef<HTMLButtonElement>(null);
  const all = open ? options(new Date(at)) : [];
  return (
    <div className="mb-4">
      <p className="flex flex-wrap items-center gap-x-2">
        <Globe aria-hidden className="size-5 shrink-0 text-muted" />
        <span className="min-w-0 flex-1 basis-56">
          {t("shownIn", { zone: zoneName(zone, at) })}
        </span>
        <Button
          ref={opener}
          tone="quiet"
          aria-expanded={open}
          aria-controls={open ? id : undefined}
          className="-mx-2 text-primary"
          onClick={() => setOpen(!open)}
        >
          {t("changeZone")}
          <ChevronDown aria-hidden className={open ? "rotate-180" : ""} />
        </Button>
      </p>
      {open && (
        <div id={id} className="mt-2">
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
                  setOpen(false);
                  opener.current?.focus();
                }}
              />
            )}
          </Field>
        </div>
      )}
    </div>
  );
}
