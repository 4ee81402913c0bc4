import { useState } from "react";
import { Checkbox } from "@/components/ui/checkbox";
import { Input } from "@/components/ui/input";
import { t } from "./messages";
import { allOf, covered, EVERYTHING, grouped, plain, toggled, type EventType } from "./model";

interface EventPickerProps {
  types: readonly EventType[];
  chosen: readonly string[];
  onChange: (chosen: string[]) => void;
  /** The webhook is one client's: it cannot get what is the agency's own. */
  ofClient: boolean;
  readOnly?: boolean;
  invalid?: boolean;
}

/** Events by service, each group with a box for all of it, and one for everything. */
export function EventPicker({
  types,
  chosen,
  onChange,
  ofClient,
  readOnly = false,
  invalid = false,
}: EventPickerProps) {
  const [words, setWords] = useState("");
  const offered = ofClient ? types.filter((each) => each.for_clients) : types;
  const groups = grouped(offered, words);
  const everything = chosen.includes(EVERYTHING);
  const count = offered.filter((each) => covered(chosen, each.type)).length;
  return (
    <div
      className="rounded-card border bg-card aria-invalid:border-danger"
      aria-invalid={invalid || undefined}
    >
      <div className="flex flex-wrap items-center gap-x-6 gap-y-2 border-b px-4 py-3">
        <Checkbox
          label={t("all")}
          checked={everything}
          disabled={readOnly}
          onChange={() => onChange(toggled(chosen, EVERYTHING))}
        />
        <span aria-live="polite" className="text-muted sm:ms-auto">
          {t("chosen", { count })}
        </span>
        <Input
          type="search"
          aria-label={t("search")}
          placeholder={t("search")}
          className="w-full sm:w-56"
          value={words}
          onChange={(event) => setWords(event.target.value)}
        />
      </div>
      <div className="relative max-h-[26rem] divide-y overflow-y-auto">
        {groups.length === 0 && <p className="px-4 py-6 text-center text-muted">{t("none")}</p>}
        {groups.map((group) => {
          const whole = allOf(group.service);
          const under = everything || chosen.includes(whole);
          return (
            <fieldset key={group.service} className="grid gap-2 px-4 py-3">
              <legend className="sr-only">{group.label}</legend>
              <Checkbox
                label={<span className="font-medium">{group.label}</span>}
                aria-label={t("group", { name: group.label })}
                checked={under}
                mixed={!under && group.types.some((each) => chosen.includes(each.type))}
                disabled={readOnly || everything}
                onChange={() => onChange(toggled(chosen, whole))}
              />
              <div className="grid gap-x-6 gap-y-2 ps-6 md:grid-cols-2">
                {group.types.map((each) => (
                  <Checkbox
                    key={each.type}
                    label={each.name}
                    hint={plain(each.summary)}
                    checked={under || chosen.includes(each.type)}
                    disabled={readOnly || under}
                    onChange={() => onChange(toggled(chosen, each.type))}
                  />
                ))}
              </div>
            </fieldset>
          );
        })}
      </div>
    </div>
  );
}
