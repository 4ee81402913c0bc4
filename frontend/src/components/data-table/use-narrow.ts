import { useSyncExternalStore } from "react";

const QUERY = "(max-width: 639px)";

/** Whether there is room for rows; else they become cards. */
export function useNarrow(): boolean {
  return useSyncExternalStore(
    (listener) => {
      const media = window.matchMedia(QUERY);
      media.addEventListener("change", listener);
      return () => media.removeEventListener("change", listener);
    },
    () => window.matchMedia(QUERY).matches,
  );
}
