/** The commands that were used last, in this browser. */
const KEY = "arbeit.recent-commands";
const MOST = 5;

export function readRecent(): string[] {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(found)
      ? found.filter((each): each is string => typeof each === "string").slice(0, MOST)
      : [];
  } catch {
    return [];
  }
}

export function remember(id: string): void {
  try {
    localStorage.setItem(
      KEY,
      JSON.stringify([id, ...readRecent().filter((each) => each !== id)].slice(0, MOST)),
    );
  } catch {
    // Without a store nothing is recent.
  }
}
