/** Offered times as a person chooses among them: by day on his own clock, each with a name that cannot be mistaken. */
import {
  canonicalZone,
  clockChanges,
  dayOf,
  offsetLabel,
  sameZone,
  wallOf,
  zoneLabel,
} from "@/lib/time";
import { formatDay, formatLongDay, formatTime, locale as browserLocale } from "@/lib/format";
import type { Slot } from "../model";

export interface Choice {
  id: string;
  start: string;
  end: string;
  available: boolean;
  /** `09:30 – 10:15`; with the offset where the clock shows this time twice that day. */
  label: string;
  /** `Sunday 29 March 2026, 09:30 – 10:15, India Standard Time (Kolkata)`: all of it, for those who hear it. */
  name: string;
  /** It ends after midnight. */
  overnight: boolean;
}

export interface Day {
  /** `2026-03-29`, on the chosen zone's calendar. */
  day: string;
  label: string;
  /** How the zone is called that day, where that is not the same for all times on offer; else null. */
  zone: string | null;
  choices: Choice[];
}

/** The times on offer, days and times in order of the clock. Past ones are left out: nobody can take them. */
export function slotDays(
  slots: readonly Slot[],
  zone: string,
  now: number,
  language = browserLocale(),
): Day[] {
  const coming = slots
    .filter((slot) => Date.parse(slot.start_time) > now)
    .sort((a, b) => Date.parse(a.start_time) - Date.parse(b.start_time));
  const first = coming[0];
  const last = coming.at(-1);
  if (!first || !last) return [];
  const changes = coming.some((slot) => clockChanges(zone, first.start_time, slot.end_time));
  const days = new Map<string, Slot[]>();
  for (const slot of coming) {
    const day = dayOf(slot.start_time, zone);
    days.set(day, [...(days.get(day) ?? []), slot]);
  }
  return [...days].map(([day, ofDay]) => {
    const choices = ofDay.map((slot) => choice(slot, zone, language));
    return {
      day,
      label: formatLongDay(ofDay[0]?.start_time ?? first.start_time, zone, language),
      zone: changes ? zonesOf(ofDay, zone, language) : null,
      choices,
    };
  });
}

/** `Central European Time (Berlin), UTC+1`; both of them on the day of the change. */
function zonesOf(slots: readonly Slot[], zone: string, language: string): string {
  const names = slots
    .flatMap((slot) => [slot.start_time, slot.end_time])
    .map((at) => called(zone, new Date(at), language));
  return [...new Set(names)].join(" → ");
}

function called(zone: string, at: Date, language: string): string {
  const name = zoneLabel(zone, at, language);
  const offset = offsetLabel(zone, at);
  return name === offset ? name : `${name}, ${offset}`;
}

/** Of a zone at an instant, in one line: `India Standard Time (Kolkata), UTC+5:30`. */
export function zoneName(zone: string, at: string, language = browserLocale()): string {
  return called(zone, new Date(at), language);
}

function choice(slot: Slot, zone: string, language: string): Choice {
  const label = spanLabel(slot.start_time, slot.end_time, zone, language);
  const start = new Date(slot.start_time);
  return {
    id: slot.slot_id,
    start: slot.start_time,
    end: slot.end_time,
    available: slot.available,
    label,
    name: `${formatLongDay(start, zone, language)} ${yearOf(slot.start_time, zone)}, ${label}, ${zoneLabel(zone, start, language)}`,
    overnight: dayOf(slot.start_time, zone) !== dayOf(slot.end_time, zone),
  };
}

function yearOf(instant: string, zone: string): string {
  return dayOf(instant, zone).slice(0, 4);
}

/**
 * `09:30 – 10:15`. When the clock is put back, one time of day comes twice: then the distance from UTC is part of each.
 */
export function spanLabel(
  start: string,
  end: string,
  zone: string,
  language = browserLocale(),
): string {
  const time = (at: string) => {
    const shown = formatTime(at, zone, language);
    return isRepeated(at, zone) || clockChanges(zone, start, end)
      ? `${shown} (${offsetLabel(zone, new Date(at))})`
      : shown;
  };
  return `${time(start)} – ${time(end)}`;
}

/** Whether the zone's clock shows the same time of the same day once more, earlier or later. */
export function isRepeated(instant: string, zone: string): boolean {
  const wall = wallOf(instant, zone);
  const at = Date.parse(instant);
  // Clocks are put back by an hour or, on Lord Howe Island, by half of one.
  return [-60, -30, 30, 60].some(
    (minutes) => wallOf(new Date(at + minutes * 60_000).toISOString(), zone) === wall,
  );
}

/** The same instant on two clocks; `null` when both clocks agree and saying it twice would only confuse. */
export function otherClock(
  start: string,
  end: string,
  mine: string,
  theirs: string,
  language = browserLocale(),
): { day: string; span: string; zone: string } | null {
  if (sameZone(mine, theirs) || wallOf(start, mine) === wallOf(start, theirs)) return null;
  return {
    day: formatDay(start, theirs, language),
    span: spanLabel(start, end, theirs, language),
    zone: zoneLabel(canonicalZone(theirs), new Date(start), language),
  };
}
