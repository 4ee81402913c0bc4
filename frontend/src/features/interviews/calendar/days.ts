/** Days as text (`2026-03-29`), and where interviews lie on them. Pure: no clock, no zone of the device. */
import { mondayOf, plusDays } from "@/lib/days";
import { dayOf, wallOf } from "@/lib/time";
import type { Interview } from "../model";

export const VIEWS = ["week", "month", "agenda"] as const;
export type View = (typeof VIEWS)[number];

const DAY_MS = 86_400_000;

export function plusMonths(day: string, count: number): string {
  const at = new Date(`${day.slice(0, 7)}-01T00:00:00Z`);
  at.setUTCMonth(at.getUTCMonth() + count);
  return at.toISOString().slice(0, 10);
}

function run(from: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => plusDays(from, index));
}

/** The days that a view shows: a week, the whole weeks of a month, or four weeks from a day on. */
export function daysOf(view: View, day: string): string[] {
  if (view === "week") return run(mondayOf(day), 7);
  if (view === "agenda") return run(day, 28);
  const first = `${day.slice(0, 7)}-01`;
  const from = mondayOf(first);
  const next = plusMonths(day, 1);
  const weeks = Math.ceil((Date.parse(next) - Date.parse(from)) / (7 * DAY_MS));
  return run(from, weeks * 7);
}

/** The same view one earlier or later. */
export function turned(view: View, day: string, by: 1 | -1): string {
  if (view === "month") return plusMonths(day, by);
  return plusDays(day, by * (view === "week" ? 7 : 28));
}

export interface Placed {
  interview: Interview;
  start: string;
  end: string;
  /** Minutes on the wall since midnight of the day. */
  from: number;
  until: number;
  /** Side by side with others at the same time: which, of how many. */
  lane: number;
  lanes: number;
}

function minutesOf(wall: string): number {
  return Number(wall.slice(11, 13)) * 60 + Number(wall.slice(14, 16));
}

const LEAST_MINUTES = 25;

/** The interviews of one day in a zone, from left to right where they overlap. */
export function placed(interviews: readonly Interview[], day: string, zone: string): Placed[] {
  const events = interviews
    .flatMap((interview): Placed[] => {
      const { scheduled_start_time: start, scheduled_end_time: end } = interview;
      if (!start || !end || dayOf(start, zone) !== day) return [];
      const from = minutesOf(wallOf(start, zone));
      // Over midnight, or over a change of clocks: to the end of the day at most.
      const length = (Date.parse(end) - Date.parse(start)) / 60_000;
      const until = Math.min(24 * 60, from + Math.max(LEAST_MINUTES, length));
      return [{ interview, start, end, from, until, lane: 0, lanes: 1 }];
    })
    .sort((a, b) => a.from - b.from || b.until - a.until);
  let group: Placed[] = [];
  let groupEnd = -1;
  const close = () => {
    const lanes = Math.max(1, ...group.map((each) => each.lane + 1));
    for (const each of group) each.lanes = lanes;
    group = [];
  };
  for (const event of events) {
    if (event.from >= groupEnd) close();
    const busy = new Set(group.filter((each) => each.until > event.from).map((each) => each.lane));
    while (busy.has(event.lane)) event.lane += 1;
    group.push(event);
    groupEnd = Math.max(group.length === 1 ? -1 : groupEnd, event.until);
  }
  close();
  return events;
}

/** The hours that the week must show: the working day, and more where something lies outside of it. */
export function hoursOf(events: readonly Placed[]): { first: number; last: number } {
  return {
    first: Math.min(8, ...events.map((each) => Math.floor(each.from / 60))),
    last: Math.max(18, ...events.map((each) => Math.ceil(each.until / 60))),
  };
}
