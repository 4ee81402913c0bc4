/** How a person likes it: theme, density, time zone, shortcuts, side bar. Kept per person in this browser. */
import { useSyncExternalStore } from "react";

export interface Preferences {
  theme: "system" | "light" | "dark";
  density: "comfortable" | "compact";
  /** An IANA zone, or null for the browser's own. */
  timeZone: string | null;
  /** Single-key shortcuts (WCAG 2.1.4 wants a switch). */
  shortcuts: boolean;
  sidebar: "wide" | "narrow";
}

const DEFAULTS: Preferences = {
  theme: "system",
  density: "comfortable",
  timeZone: null,
  shortcuts: true,
  sidebar: "wide",
};

/** What the page was last shown with, whoever it was: theme.js reads it before anybody is known. */
const DEVICE = "arbeit.preferences";

let owner: string | null = null;
let current: Preferences = read(DEVICE);
const listeners = new Set<() => void>();

/** Pure: what a stored text means. Unknown values fall back one by one. */
export function parsePreferences(stored: string | null): Preferences {
  let found: Record<string, unknown> = {};
  try {
    const value: unknown = JSON.parse(stored ?? "{}");
    if (typeof value === "object" && value !== null) found = { ...value };
  } catch {
    // Broken text counts as none.
  }
  return {
    theme: found.theme === "light" || found.theme === "dark" ? found.theme : DEFAULTS.theme,
    density: found.density === "compact" ? "compact" : DEFAULTS.density,
    timeZone: typeof found.timeZone === "string" ? found.timeZone : DEFAULTS.timeZone,
    shortcuts: found.shortcuts !== false,
    sidebar: found.sidebar === "narrow" ? "narrow" : DEFAULTS.sidebar,
  };
}

function read(key: string): Preferences {
  try {
    return parsePreferences(localStorage.getItem(key));
  } catch {
    return DEFAULTS;
  }
}

function write(key: string, value: Preferences): void {
  try {
    localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // A full or forbidden store: the choice holds until the page is closed.
  }
}

export function preferences(): Preferences {
  return current;
}

export function setPreferences(change: Partial<Preferences>): void {
  current = { ...current, ...change };
  write(DEVICE, current);
  if (owner) write(`${DEVICE}.${owner}`, current);
  show();
}

/** Somebody signed in: his own choices, or the device's when he has none yet. */
export function preferencesOf(subject: string): void {
  if (owner === subject) return;
  owner = subject;
  let own: string | null = null;
  try {
    own = localStorage.getItem(`${DEVICE}.${subject}`);
  } catch {
    // As if there were none.
  }
  if (own !== null) current = parsePreferences(own);
  write(DEVICE, current);
  show();
}

function show(): void {
  applyPreferences();
  for (const listener of listeners) listener();
}

/** Writes theme and density on the page; also called when the system's theme changes. */
export function applyPreferences(): void {
  if (typeof document === "undefined") return;
  const dark =
    current.theme === "dark" ||
    (current.theme === "system" && window.matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.dataset.theme = dark ? "dark" : "light";
  document.documentElement.dataset.density = current.density;
}

/** Follows the system's theme and other tabs. Called once, at the start. */
export function watchPreferences(): void {
  applyPreferences();
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", applyPreferences);
  window.addEventListener("storage", (event) => {
    if (event.key !== DEVICE) return;
    current = parsePreferences(event.newValue);
    show();
  });
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function usePreferences(): Preferences {
  return useSyncExternalStore(subscribe, preferences);
}
