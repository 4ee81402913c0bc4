import { Dialog } from "@/components/ui/dialog";
import { Kbd } from "@/components/ui/kbd";
import { Switch } from "@/components/ui/switch";
import { setPreferences, usePreferences } from "@/lib/preferences";
import { t } from "./messages";
import { showOverlay } from "./palette-state";
import { useAllCommands } from "./registry";
import type { CommandGroup } from "./types";

const GROUPS: CommandGroup[] = ["page", "go", "create", "view", "session"];

/** Every key that does something here and now. */
export default function KeysSheet() {
  const { shortcuts } = usePreferences();
  const commands = useAllCommands().filter((command) => command.keys);
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && showOverlay(null)}
      title={t("keysTitle")}
      description={t("keysLead")}
      size="wide"
    >
      <div className="grid gap-x-8 gap-y-5 sm:grid-cols-2">
        {GROUPS.map((group) => {
          const own = commands.filter(
            (command, at) =>
              command.group === group &&
              commands.findLastIndex((each) => each.keys === command.keys) === at,
          );
          return (
            own.length > 0 && (
              <section key={group}>
                <h3 className="mb-1 text-meta font-medium text-muted">{t(group)}</h3>
                <ul className="divide-y">
                  {own.map((command) => (
                    <li
                      key={command.id}
                      className="flex min-h-9 items-center justify-between gap-4"
                    >
                      <span>{command.title}</span>
                      <span className="sr-only">{command.keys}</span>
                      <Kbd keys={command.keys ?? ""} />
                    </li>
                  ))}
                </ul>
              </section>
            )
          );
        })}
      </div>
      <div className="mt-5 border-t pt-4">
        <Switch
          label={t("keysSwitch")}
          checked={shortcuts}
          onChange={(event) => setPreferences({ shortcuts: event.target.checked })}
        />
      </div>
    </Dialog>
  );
}
