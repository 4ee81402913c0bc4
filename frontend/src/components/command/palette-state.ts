/** Whether palette or sheet of keys are open; anything may open them. */
import { useSyncExternalStore } from "react";

export type Overlay = "palette" | "keys" | "zone" | null;

let open: Overlay = null;
const listeners = new Set<() => void>();

export function showOverlay(next: Overlay): void {
  open = next;
  for (const listener of listeners) listener();
}

export function useOverlay(): Overlay {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => open,
  );
}
