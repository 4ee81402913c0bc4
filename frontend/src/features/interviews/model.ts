/** What can be said of interviews without asking anybody: pure, tested. */
import type { Schemas } from "@/api/client";
import { clockChanges, dayOf, instantOf, wallOf } from "@/lib/time";

export type Interview = Schemas["InterviewOut"];
export type Slot = Schemas["SlotOut"];
export type Mode = Schemas["Mode"];

export const MODES: readonly Mode[] = ["Video", "Phone", "Onsite"];
export const LENGTHS = [30, 45, 60, 90, 120] as const;
export const MOST_ROUNDS = 20;

/** Staff and a client's users get the whole; the other shape is the candidate's own, which these pages never see. */
export function isWhole(one: Interview | Schemas["OwnInterviewOut"]): one is Interview {
  return "interviewers" in one;
}

export interface FreeSlot {
  slot_id: string;
  start_time: string;
  end_time: string;
}

/** The slots that a 409 says are still free. What is not shaped like one is left out. */
export function readFreeSlots(sent: readonly unknown[]): FreeSlot[] {
  return sent.flatMap((each) => {
    if (typeof each !== "object" || each === null) return [];
    if (!("slot_id" in each && "start_time" in each && "end_time" in each)) return [];
    const { slot_id, start_time, end_time } = each;
    return typeof slot_id === "string" &&
      typeof start_time === "string" &&
      typeof end_time === "string"
      ? [{ slot_id, start_time, end_time }]
      : [];
  });
}

/** Things by the day on which they begin in a zone, days in order. */
export function byDay<T>(
  things: readonly T[],
  start: (thing: T) => string,
  zone: string,
): { day: string; things: T[] }[] {
  const days = new Map<string, T[]>();
  for (const thing of [...things].sort((a, b) => start(a).localeCompare(start(b)))) {
    const day = dayOf(start(thing), zone);
    const found = days.get(day);
    if (found) found.push(thing);
    else days.set(day, [thing]);
  }
  return [...days].map(([day, own]) => ({ day, things: own }));
}

export type SlotWarning = "past" | "overlap" | "night" | "weekend" | "clock" | "busy";

export interface Busy {
  start: string;
  end: string;
}

const MINUTE = 60_000;

export function endOf(start: string, minutes: number): string {
  return new Date(Date.parse(start) + minutes * MINUTE).toISOString();
}

export function overlaps(a: Busy, b: Busy): boolean {
  return a.start < b.end && b.start < a.end;
}

interface Look {
  minutes: number;
  /** The candidate's, and the planner's: hours are judged in the first, a change of clocks in either. */
  zones: readonly string[];
  now: number;
  busy?: readonly Busy[];
}

/** What a person should know before offering these times; nothing here forbids. One list for each slot. */
export function slotWarnings(
  starts: readonly (string | null)[],
  { minutes, zones, now, busy = [] }: Look,
): SlotWarning[][] {
  const spans = starts.map((start) => (start ? { start, end: endOf(start, minutes) } : null));
  return spans.map((span, index) => {
    if (!span) return [];
    const found: SlotWarning[] = [];
    if (Date.parse(span.start) <= now) found.push("past");
    if (spans.some((other, at) => at !== index && other && overlaps(span, other)))
      found.push("overlap");
    if (busy.some((other) => overlaps(span, other))) found.push("busy");
    const there = zones[0] ?? "UTC";
    const from = Number(wallOf(span.start, there).slice(11, 13));
    const until = wallOf(span.end, there).slice(11, 16);
    if (from < 7 || until > "20:00" || dayOf(span.end, there) !== dayOf(span.start, there))
      found.push("night");
    const weekday = new Date(`${dayOf(span.start, there)}T00:00:00Z`).getUTCDay();
    if (weekday === 0 || weekday === 6) found.push("weekend");
    if (zones.some((zone) => changesThatDay(span.start, zone))) found.push("clock");
    return found;
  });
}

/** Whether the clock of the zone is put forward or back on the day of that instant. */
export function changesThatDay(instant: string, zone: string): boolean {
  const day = dayOf(instant, zone);
  const from = instantOf(`${day}T00:00`, zone);
  // A midnight that the clock skips is such a day already.
  if (from.kind !== "exact" && from.kind !== "repeated") return true;
  return clockChanges(zone, from.instant, endOf(from.instant, 24 * 60));
}

/** The next time to offer after these: the same hour on the next working day. */
export function nextStart(starts: readonly (string | null)[], zone: string, now: number): string {
  const last = starts
    .filter((each): each is string => each !== null)
    .sort()
    .at(-1);
  const wall = last ? wallOf(last, zone) : `${dayOf(new Date(now).toISOString(), zone)}T10:00`;
  const day = new Date(`${wall.slice(0, 10)}T00:00:00Z`);
  do day.setUTCDate(day.getUTCDate() + 1);
  while (day.getUTCDay() === 0 || day.getUTCDay() === 6);
  const meant = instantOf(`${day.toISOString().slice(0, 10)}T${wall.slice(11)}`, zone);
  return meant.kind === "exact" || meant.kind === "repeated"
    ? meant.instant
    : new Date(day.getTime() + 10 * 60 * MINUTE).toISOString();
}

export interface Rung {
  round: number;
  /** The interview that counts for the round: the live or last one. */
  current: Interview;
  /** Cancelled and repeated ones before it. */
  earlier: Interview[];
}

/** All interviews of an application as a ladder of rounds, first round first. */
export function ladder(interviews: readonly Interview[]): Rung[] {
  const rounds = new Map<number, Interview[]>();
  for (const each of [...interviews].sort((a, b) => a.created_at.localeCompare(b.created_at)))
    rounds.set(each.interview_round, [...(rounds.get(each.interview_round) ?? []), each]);
  return [...rounds]
    .sort(([a], [b]) => a - b)
    .flatMap(([round, own]) => {
      const live = own.filter((each) => each.interview_status !== "Cancelled");
      const current = live.at(-1) ?? own.at(-1);
      return current ? [{ round, current, earlier: own.filter((each) => each !== current) }] : [];
    });
}

/** The round to plan now: one more than the last that was passed. */
export function nextRound(interviews: readonly Interview[]): number {
  const passed = interviews
    .filter((each) => each.interview_status === "Passed")
    .map((each) => each.interview_round);
  return Math.min(MOST_ROUNDS, Math.max(0, ...passed) + 1);
}

export function isBeforeStart(interview: Interview, now: number): boolean {
  return (
    interview.scheduled_start_time !== null && Date.parse(interview.scheduled_start_time) > now
  );
}

export type InviteState = "none" | "waiting" | "sent" | "failed";

/** How far the calendar invite is: asked for, delivered, or refused with a reason. */
export function inviteState(interview: Interview): InviteState {
  if (interview.invite_error) return "failed";
  if (interview.invite_sent) return "sent";
  return interview.interview_status === "Scheduled" ? "waiting" : "none";
}

const EMAIL = /^[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+$/;

/** `Ada Lovelace <ada@x.example>`, `ada@x.example`; null for anything else. */
export function readPerson(text: string): { name: string | null; email: string } | null {
  const named = /^(.*?)<([^<>]+)>$/.exec(text.trim());
  const email = (named?.[2] ?? text).trim().toLocaleLowerCase();
  if (!EMAIL.test(email)) return null;
  return { name: named?.[1]?.trim().replaceAll('"', "") || null, email };
}

export function showPerson({ name, email }: { name?: string | null; email: string }): string {
  return name ? `${name} <${email}>` : email;
}
