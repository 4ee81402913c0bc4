/**
 * A word in passing, at the corner. For what happened elsewhere or can be undone; what concerns a form or a page is said
 * there.
 */
import { t } from "@/components/messages";
import type * as Host from "./toast-host";
import { explain } from "@/components/states/explain";

const UNDO_MS = 8_000;

let host: Promise<typeof Host> | null = null;

/** Fetches the library ahead: a word is most needed when the line is bad. */
export function loadToast(): Promise<typeof Host> {
  host ??= import("./toast-host").then(
    (module) => {
      module.mount();
      return module;
    },
    (error: unknown) => {
      host = null;
      throw error;
    },
  );
  return host;
}

function show(act: (module: typeof Host) => void): void {
  // Without the library there is no toast; what it would have said is never the only sign.
  loadToast().then(act, () => undefined);
}

export const toast = {
  done: (message: string): void => show(({ sonner }) => sonner.success(message)),
  info: (message: string): void => show(({ sonner }) => sonner(message)),
  failed: (message: string, error?: unknown): void =>
    show(({ sonner }) =>
      sonner.error(message, { description: error === undefined ? undefined : explain(error) }),
    ),
  /** Something was done at once; for eight seconds it can be taken back. */
  undo: (message: string, undo: () => void): void =>
    show(({ sonner }) =>
      sonner(message, { duration: UNDO_MS, action: { label: t("undo"), onClick: undo } }),
    ),
};
