/**
 * After a deploy, a tab that was open before asks for files that are gone. One load of the page brings the new ones;
 * the cool-down keeps a broken deploy from loading for ever.
 */
const KEY = "arbeit.reloaded-at";
const COOL_DOWN_MS = 60_000;
const ANSWER_MS = 5_000;

/** The parts of a page that could not be had, and must not be mistaken for a fault of the program. */
const missing = new WeakSet<Error>();

export function isStaleChunk(error: unknown): boolean {
  return (
    error instanceof Error &&
    (missing.has(error) ||
      /dynamically imported module|Importing a module script failed|error loading dynamically|Unable to preload CSS/i.test(
        error.message,
      ))
  );
}

/** Whether a load may be tried now; remembers that it was. */
export function mayReload(store: Pick<Storage, "getItem" | "setItem">, now: number): boolean {
  const before = Number(store.getItem(KEY) ?? 0);
  if (now - before < COOL_DOWN_MS) return false;
  store.setItem(KEY, String(now));
  return true;
}

/**
 * The router loads the page anew when a part of it is missing, by the words of the error, also when no server answers:
 * the browser would show its own page for "no connection" in place of ours. So the words are ours.
 */
export function keepPage(error: unknown): void {
  if (!(error instanceof Error)) return;
  missing.add(error);
  error.message = "A part of the portal could not be loaded.";
}

/** Whether the server is there to give a page: without one, a load would end in the browser's own page of errors. */
export async function answers(): Promise<boolean> {
  if (!navigator.onLine) return false;
  try {
    const signal = AbortSignal.timeout(ANSWER_MS);
    return (await fetch("/", { method: "HEAD", cache: "no-store", signal })).ok;
  } catch {
    return false;
  }
}

export function reloadOnce(): boolean {
  try {
    if (!mayReload(sessionStorage, Date.now())) return false;
  } catch {
    return false;
  }
  location.reload();
  return true;
}
