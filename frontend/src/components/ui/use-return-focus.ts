import { useRef } from "react";

// A menu that opens a dialog is gone when the dialog closes: then the focus goes back to what opened the menu.
let outside: HTMLElement | null = null;
if (typeof document !== "undefined") {
  document.addEventListener("focusin", ({ target }) => {
    if (target instanceof HTMLElement && !target.closest("[role=menu]")) outside = target;
  });
}

const FIELDS = "input:enabled:not([type=hidden], [readonly]), textarea:enabled, select:enabled";

/**
 * Puts the focus on the first field of what opens, and gives it back to where it was when something opened over the page. Radix does so only for its own triggers;
 * ours are opened by state. When nothing is left to go back to, the page's heading is the place.
 */
export function useReturnFocus() {
  const before = useRef<HTMLElement | null>(null);
  return {
    onOpenAutoFocus: (event: Event) => {
      const now = document.activeElement;
      const usable =
        now instanceof HTMLElement && now !== document.body && !now.closest("[role=menu]");
      before.current = usable ? now : outside;
      // Where something is asked, the answer is what comes next, not the button that closes.
      const field =
        event.target instanceof Element ? event.target.querySelector<HTMLElement>(FIELDS) : null;
      if (!field) return;
      event.preventDefault();
      field.focus({ preventScroll: true });
    },
    onCloseAutoFocus: (event: Event) => {
      event.preventDefault();
      const target = before.current?.isConnected
        ? before.current
        : document.querySelector<HTMLElement>("main h1");
      target?.focus({ preventScroll: true });
    },
  };
}

/** An open list of a combobox inside the dialog takes the first Escape. */
export function keepForInner(event: KeyboardEvent): void {
  if (
    event.target instanceof Element &&
    event.target.closest('[role="combobox"][aria-expanded="true"]')
  )
    event.preventDefault();
}
