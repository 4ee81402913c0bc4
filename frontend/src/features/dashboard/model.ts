/** What the figures mean, and which list each of them opens. Pure. */
import { dayStarts, endOfDay, startOfDay, weekStarts } from "./days";

type Counts = Readonly<Record<string, number>>;

export interface Step {
  id: "applied" | "reviewed" | "shortlisted" | "interviewing" | "selected";
  value: number;
}

/**
 * How many came at least so far, from where everybody is now. A rejected candidate was looked at; how far he had come
 * is not in the counts, so he counts as reviewed.
 */
export function funnel(by: Counts): Step[] {
  const at = (status: string) => by[status] ?? 0;
  const selected = at("SELECTED");
  const interviewing = selected + at("IN_PROGRESS");
  const shortlisted = interviewing + at("SHORTLISTED");
  const reviewed = shortlisted + at("IN_REVIEW") + at("REJECTED");
  return [
    { id: "applied", value: reviewed + at("NEW") },
    { id: "reviewed", value: reviewed },
    { id: "shortlisted", value: shortlisted },
    { id: "interviewing", value: interviewing },
    { id: "selected", value: selected },
  ];
}

export interface Entry {
  id: string;
  value: number;
}

/** In the order of `wanted`; states that only a newer server knows come last. */
export function inOrder(by: Counts, wanted: readonly string[]): Entry[] {
  const rest = Object.keys(by).filter((status) => !wanted.includes(status));
  return [...wanted, ...rest].map((id) => ({ id, value: by[id] ?? 0 }));
}

export function sum(by: Counts, ...statuses: string[]): number {
  return statuses.reduce((total, status) => total + (by[status] ?? 0), 0);
}

/** An address with a query; lists become repeated names. */
export function place(
  path: string,
  query: Readonly<Record<string, string | readonly string[]>> = {},
): string {
  const words = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const each of typeof value === "string" ? [value] : value) words.append(name, each);
  }
  const written = words.toString();
  return written ? `${path}?${written}` : path;
}

export const PERIODS = ["7", "30", "90"] as const;

export interface DashboardSearch {
  /** How far back the figures over time look; none: each has the span that suits it. */
  days?: (typeof PERIODS)[number];
}

export interface Week {
  from: string;
  to: string;
}

const USUAL_WEEKS = 8;

/** What the trend draws for a period: a week day by day, more week by week; the last one is still running. */
export function spansOf(now: Date, zone: string, days: number | undefined): Week[] {
  if (days === undefined) return weeks(now, zone, USUAL_WEEKS);
  if (days > 7) return weeks(now, zone, Math.ceil(days / 7));
  const starts = dayStarts(now, zone, days);
  return starts.map((from, at) => ({ from, to: starts[at + 1] ?? endOfDay(now, zone) }));
}

/** The last `count` weeks from Monday in a zone, the oldest first; the last one is still running. */
export function weeks(now: Date, zone: string, count: number): Week[] {
  const starts = weekStarts(now, zone, count);
  return starts.map((from, at) => ({ from, to: starts[at + 1] ?? endOfDay(now, zone) }));
}

/** `[from, to)` of the day that it is in a zone. */
export function today(now: Date, zone: string): Week {
  return { from: startOfDay(now, zone), to: endOfDay(now, zone) };
}
