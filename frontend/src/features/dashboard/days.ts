/** Days and weeks of a zone as instants; summer time is in the library, not here. */
import { parseAbsolute, startOfWeek, toCalendarDate, toZoned } from "@internationalized/date";

function calendarDay(now: Date, zone: string) {
  return toCalendarDate(parseAbsolute(now.toISOString(), zone));
}

export function startOfDay(now: Date, zone: string): string {
  return toZoned(calendarDay(now, zone), zone).toDate().toISOString();
}

export function endOfDay(now: Date, zone: string): string {
  return toZoned(calendarDay(now, zone).add({ days: 1 }), zone)
    .toDate()
    .toISOString();
}

/** Mondays, the oldest first. */
export function weekStarts(now: Date, zone: string, count: number): string[] {
  const monday = startOfWeek(calendarDay(now, zone), "en-GB");
  return Array.from({ length: count }, (_, at) =>
    toZoned(monday.subtract({ weeks: count - 1 - at }), zone)
      .toDate()
      .toISOString(),
  );
}
