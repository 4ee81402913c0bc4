import { Command as Cmdk } from "cmdk";
import { Search } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import { useState } from "react";
import { overlayStyle } from "@/components/ui/overlay";
import { useReturnFocus } from "@/components/ui/use-return-focus";
import { Kbd } from "@/components/ui/kbd";
import { readRecent, remember } from "./recent";
import { useAllCommands } from "./registry";
import { showOverlay } from "./palette-state";
import { t } from "./messages";
import type { Command, CommandContext, CommandGroup, SearchSource } from "./types";
import { useFinds } from "./use-finds";

const GROUPS: CommandGroup[] = ["page", "create", "go", "view", "session"];
const itemStyle =
  "flex min-h-9 cursor-default items-center gap-2.5 rounded-control px-2 py-1 data-[selected=true]:bg-sunken touch:min-h-11 [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-muted";
const headStyle =
  "[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-meta [&_[cmdk-group-heading]]:font-medium [&_[cmdk-group-heading]]:text-muted";

interface PaletteProps {
  context: CommandContext;
  sources: readonly SearchSource[];
}

/** Everything by name: commands, pages, people, jobs, clients. Only what the person may do and see. */
export default function Palette({ context, sources }: PaletteProps) {
  const [words, setWords] = useState("");
  const focus = useReturnFocus();
  const commands = useAllCommands().filter((command) => !command.keysOnly);
  const finds = useFinds(words, sources, context.user);
  const recent =
    words === ""
      ? readRecent().flatMap((id) => commands.find((command) => command.id === id) ?? [])
      : [];

  const run = (act: () => void, id?: string) => {
    if (id) remember(id);
    showOverlay(null);
    // After the dialog has given the focus back, so that what is opened can take it.
    setTimeout(act);
  };
  const line = (command: Command, prefix = "") => (
    <Cmdk.Item
      key={prefix + command.id}
      value={`${prefix}${command.id}`}
      keywords={[command.title, command.keywords ?? ""]}
      className={itemStyle}
      onSelect={() => run(command.run, command.id)}
    >
      {command.icon && <command.icon aria-hidden />}
      <span className="min-w-0 flex-1 truncate">{command.title}</span>
      {command.keys && <Kbd keys={command.keys} />}
    </Cmdk.Item>
  );

  return (
    <Radix.Root open onOpenChange={(open) => !open && showOverlay(null)}>
      <Radix.Portal>
        <Radix.Overlay className={overlayStyle} />
        <Radix.Content
          {...focus}
          aria-describedby={undefined}
          className="fixed inset-x-3 top-[12vh] z-overlay mx-auto max-w-xl overflow-hidden rounded-dialog border bg-card shadow-pop"
        >
          <Radix.Title className="sr-only">{t("palette")}</Radix.Title>
          <Cmdk label={t("palette")} loop filter={rank}>
            <div className="flex items-center gap-2 border-b px-4">
              <Search aria-hidden className="size-4 shrink-0 text-muted" />
              <Cmdk.Input
                value={words}
                onValueChange={setWords}
                placeholder={t("placeholder")}
                className="h-12 w-full bg-transparent outline-none touch:text-portal"
              />
            </div>
            <Cmdk.List className="max-h-[min(420px,60vh)] overflow-y-auto p-1.5">
              <Cmdk.Empty className="px-2 py-6 text-center text-muted">
                {finds.searching ? t("searching") : t("nothing", { words })}
              </Cmdk.Empty>
              {recent.length > 0 && (
                <Cmdk.Group heading={t("recent")} className={headStyle}>
                  {recent.map((command) => line(command, "recent:"))}
                </Cmdk.Group>
              )}
              {finds.results.map(({ source, found, failed }) => (
                <Cmdk.Group key={source.id} heading={source.label} forceMount className={headStyle}>
                  {failed && (
                    <p className="px-2 py-1 text-muted">{t("failed", { label: source.label })}</p>
                  )}
                  {found.map((each) => (
                    <Cmdk.Item
                      key={each.id}
                      value={`found:${each.id}`}
                      forceMount
                      className={itemStyle}
                      onSelect={() => run(() => each.run(context))}
                    >
                      <source.icon aria-hidden />
                      <span className="min-w-0 flex-1">
                        <span className="block truncate">{each.title}</span>
                        {each.hint && (
                          <span className="block truncate text-meta text-muted">{each.hint}</span>
                        )}
                      </span>
                    </Cmdk.Item>
                  ))}
                </Cmdk.Group>
              ))}
              {GROUPS.map((group) => {
                const own = commands.filter((command) => command.group === group);
                return (
                  own.length > 0 && (
                    <Cmdk.Group key={group} heading={t(group)} className={headStyle}>
                      {own.map((command) => line(command))}
                    </Cmdk.Group>
                  )
                );
              })}
            </Cmdk.List>
          </Cmdk>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

/** By title and keywords alone: ids are not words that people know. */
function rank(_value: string, words: string, keywords: string[] = []): number {
  const text = keywords.join(" ").toLocaleLowerCase();
  const wanted = words.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  if (!wanted.every((word) => text.includes(word))) return 0;
  return text.startsWith(wanted[0] ?? "") ? 1 : 0.5;
}
