import { Checkbox } from "@/components/ui/checkbox";
import { cn } from "@/lib/cn";
import { grouped } from "../permissions";
import { t } from "./messages";
import { CLIENT_CEILING, groupState } from "./model";

interface PermissionBoxesProps {
  /** Every permission there is. */
  all: readonly string[];
  held: readonly string[];
  onChange: (held: string[]) => void;
  /** What the person at the screen holds: nobody gives what he does not hold. */
  own: readonly string[];
  /** The role is one client's. */
  ofClient: boolean;
  readOnly?: boolean;
  /** What was held before, to mark what is different now. */
  before?: readonly string[];
}

/** Permissions by resource, each group with a box for all of it. */
export function PermissionBoxes({
  all,
  held,
  onChange,
  own,
  ofClient,
  readOnly = false,
  before,
}: PermissionBoxesProps) {
  const blockedBy = (name: string): string | null => {
    if (readOnly || held.includes(name)) return null;
    if (!own.includes(name)) return t("notYours");
    return ofClient && !CLIENT_CEILING.has(name) ? t("notForClient") : null;
  };
  const put = (names: readonly string[], on: boolean) =>
    onChange(
      all.filter((name) =>
        names.includes(name) ? on && blockedBy(name) === null : held.includes(name),
      ),
    );
  return (
    <div className="divide-y rounded-card border bg-card">
      {grouped(all).map((group) => {
        const names = group.permissions.map((each) => each.name);
        const state = groupState(names, held);
        return (
          <fieldset
            key={group.resource}
            className="grid gap-x-4 gap-y-1 px-4 py-3 sm:grid-cols-[180px_minmax(0,1fr)]"
          >
            <legend className="sr-only">{group.label}</legend>
            <Checkbox
              label={<span className="font-medium">{group.label}</span>}
              aria-label={t("group", { name: group.label })}
              checked={state === "all"}
              mixed={state === "some"}
              disabled={readOnly}
              onChange={() => put(names, state !== "all")}
            />
            <div className="flex flex-wrap gap-x-5 gap-y-1 max-sm:ps-6">
              {group.permissions.map((each) => {
                const reason = blockedBy(each.name);
                const differs =
                  before !== undefined && before.includes(each.name) !== held.includes(each.name);
                return (
                  <Checkbox
                    key={each.name}
                    label={
                      <span className={cn(differs && "rounded-[4px] bg-warn-bg px-1 text-warn-fg")}>
                        {each.label}
                      </span>
                    }
                    hint={reason}
                    checked={held.includes(each.name)}
                    disabled={readOnly || reason !== null}
                    onChange={(event) => put([each.name], event.target.checked)}
                  />
                );
              })}
            </div>
          </fieldset>
        );
      })}
    </div>
  );
}
