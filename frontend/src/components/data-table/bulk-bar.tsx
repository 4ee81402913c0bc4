import type { KeyboardEvent, ReactNode } from "react";
import { X } from "lucide-react";
import { IconButton } from "@/components/ui/icon-button";
import { t } from "./messages";

interface BulkBarProps {
  count: number;
  onClear: () => void;
  children: ReactNode;
}

function move(event: KeyboardEvent<HTMLElement>, onClear: () => void): void {
  if (event.key === "Escape") {
    onClear();
    return;
  }
  const buttons = [...event.currentTarget.querySelectorAll<HTMLElement>("button")];
  const at = buttons.findIndex((button) => button === document.activeElement);
  const next = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: buttons.length - 1 }[
    event.key
  ];
  if (next === undefined || at === -1) return;
  event.preventDefault();
  buttons[(next + buttons.length) % buttons.length]?.focus();
}

/** What can be done with the chosen rows: docked to the foot of the screen while some are chosen. */
export function BulkBar({ count, onClear, children }: BulkBarProps) {
  return (
    <>
      <span role="status" className="sr-only">
        {count > 0 ? t("selected", { count }) : ""}
      </span>
      {count > 0 && (
        <div
          role="toolbar"
          aria-label={t("bulk")}
          tabIndex={-1}
          onKeyDown={(event) => move(event, onClear)}
          className="sticky bottom-4 z-sticky mx-auto mt-3 flex w-fit max-w-full flex-wrap items-center gap-2 rounded-dialog border bg-card px-3 py-2 shadow-pop"
        >
          <span className="tabular px-1 font-medium">{t("selected", { count })}</span>
          {children}
          <IconButton icon={X} label={t("clearSelection")} onClick={onClear} />
        </div>
      )}
    </>
  );
}
