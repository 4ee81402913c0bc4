/** Days and weeks of a zone as instants. */
import { beginOf, mondayOf, plusDays } from "@/lib/days";
import { dayOf } from "@/lib/time";

export function startOfDay(now: Date, zone: string): string {
  return beginOf(dayOf(now.toISOString(), zone), zone);
}

export function endOfDay(now: Date, zone: string): string {
  return beginOf(plusDays(dayOf(now.toISOString(), zone), 1), zone);
}

/** Mondays, the oldest first. */
export function weekStarts(now: Date, zone: string, count: number): string[] {
  const monday = mondayOf(dayOf(now.toISOString(), zone));
  return Array.from({ length: count }, (_, at) =>
    beginOf(plusDays(monday, -7 * (count - 1 - at)), zone),
  );
}

/** The last days, the oldest first; the last one is today. */
export function dayStarts(now: Date, zone: string, count: number): string[] {
  const today = dayOf(now.toISOString(), zone);
  return Array.from({ length: count }, (_, at) => beginOf(plusDays(today, at + 1 - count), zone));
}
