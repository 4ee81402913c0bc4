import { useMemo, type RefObject } from "react";
import { useCommands } from "@/components/command/registry";
import type { Command } from "@/components/command/types";
import { t } from "./messages";

interface RowKeys {
  box: RefObject<HTMLElement | null>;
  onSelect?: (id: string) => void;
  onPeek?: (id: string) => void;
}

function rowsIn(box: HTMLElement | null): HTMLElement[] {
  return [...(box?.querySelectorAll<HTMLElement>("[data-row]") ?? [])];
}

function current(box: HTMLElement | null): HTMLElement | null {
  return document.activeElement instanceof HTMLElement && box?.contains(document.activeElement)
    ? document.activeElement.closest<HTMLElement>("[data-row]")
    : null;
}

/** The focus goes to the row's own link, so that Enter opens it as any link. */
function step(box: HTMLElement | null, by: 1 | -1): void {
  const rows = rowsIn(box);
  const now = current(box);
  const at = now ? rows.indexOf(now) + by : by === 1 ? 0 : rows.length - 1;
  const row = rows[Math.min(rows.length - 1, Math.max(0, at))];
  const target = row?.querySelector<HTMLElement>("th a, th button, li a, a, button");
  target?.focus();
  row?.scrollIntoView({ block: "nearest" });
}

/** j, k, x and Space on the rows of a list. */
export function useRowKeys({ box, onSelect, onPeek }: RowKeys): void {
  useCommands(
    useMemo(() => {
      const act = (run: (id: string) => void) => () => {
        const id = current(box.current)?.dataset.row;
        if (id) run(id);
      };
      const commands: Command[] = [
        {
          id: "list.next",
          title: t("keyNext"),
          group: "page",
          keys: "j",
          keysOnly: true,
          run: () => step(box.current, 1),
        },
        {
          id: "list.previous",
          title: t("keyPrevious"),
          group: "page",
          keys: "k",
          keysOnly: true,
          run: () => step(box.current, -1),
        },
      ];
      if (onSelect)
        commands.push({
          id: "list.select",
          title: t("keySelect"),
          group: "page",
          keys: "x",
          keysOnly: true,
          run: act(onSelect),
        });
      if (onPeek)
        commands.push({
          id: "list.peek",
          title: t("keyPeek"),
          group: "page",
          keys: "space",
          keysOnly: true,
          run: act(onPeek),
        });
      return commands;
    }, [box, onSelect, onPeek]),
  );
}
