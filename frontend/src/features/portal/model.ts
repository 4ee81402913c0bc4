/** What an interview means to the person who is invited, in his words and not in those of the agency's list. */
import type { Schemas } from "@/api/client";

export type Interview = Schemas["OwnInterviewOut"];
export type Slot = Schemas["SlotOut"];
export type Application = Schemas["Application"];

/**
 * `choose`: a time is wanted of him. `waiting`: none of the offered times is left, new ones have to come.
 * `booked`, `now`, `over`: by the clock; `over` means that nobody has said yet how it went.
 */
export type Standing =
  "choose" | "waiting" | "booked" | "now" | "over" | "finished" | "passed" | "missed" | "cancelled";

export function standing(interview: Interview, now: number): Standing {
  switch (interview.interview_status) {
    case "Draft":
    case "Awaiting Candidate Confirmation":
      return may(interview, "book-slot") ? "choose" : "waiting";
    case "Confirmed":
    case "Scheduled":
      if (!interview.scheduled_start_time || !interview.scheduled_end_time) return "waiting";
      if (Date.parse(interview.scheduled_end_time) <= now) return "over";
      return Date.parse(interview.scheduled_start_time) <= now ? "now" : "booked";
    case "Completed":
    case "Failed":
      return "finished";
    case "Passed":
      return "passed";
    case "No Show":
      return "missed";
    case "Cancelled":
      return "cancelled";
  }
}

/** Whether the server would let him do it now; its word is final. */
export function may(
  interview: Interview,
  action: "book-slot" | "reschedule" | "decline-slots",
): boolean {
  return interview.allowed_actions.some((each) => each.action === action && each.allowed);
}

export interface Grouped {
  /** A time is wanted, the soonest first. */
  todo: Interview[];
  /** With a time, the next first. */
  upcoming: Interview[];
  /** Nothing to do for him now, but not over. */
  waiting: Interview[];
  /** Newest first. */
  past: Interview[];
}

export function grouped(interviews: readonly Interview[], now: number): Grouped {
  const of = (...wanted: Standing[]) =>
    interviews.filter((each) => wanted.includes(standing(each, now)));
  return {
    todo: of("choose").sort(by(firstFree)),
    upcoming: of("now", "booked").sort(by((each) => each.scheduled_start_time)),
    waiting: of("waiting"),
    past: of("over", "finished", "passed", "missed", "cancelled")
      .sort(by((each) => each.scheduled_start_time ?? each.updated_at))
      .reverse(),
  };
}

function by(of: (interview: Interview) => string | null) {
  return (a: Interview, b: Interview) => (of(a) ?? "9999").localeCompare(of(b) ?? "9999");
}

/** The start of the first time that can still be taken. */
export function firstFree(interview: Interview): string | null {
  const free = interview.proposed_slots.filter((slot) => slot.available);
  return free.map((slot) => slot.start_time).sort()[0] ?? null;
}

/** The steps of an application as its owner thinks of them. */
export const STEPS = ["received", "reading", "shortlist", "interviews", "decision"] as const;
export type Step = (typeof STEPS)[number];

export interface Ladder {
  steps: { step: Step; state: "done" | "current" | "ahead" }[];
  /** It ended, well or not; what is ahead then no longer comes. */
  closed: "chosen" | "ended" | null;
}

const REACHED: Record<Exclude<Application["status"], "REJECTED">, Step> = {
  NEW: "received",
  IN_REVIEW: "reading",
  SHORTLISTED: "shortlist",
  IN_PROGRESS: "interviews",
  SELECTED: "decision",
};

export function ladder(application: Pick<Application, "status" | "current_round">): Ladder {
  const ended = application.status === "REJECTED";
  // How far it had come is not said; whoever was in a round had at least got to the interviews.
  const at =
    application.status === "REJECTED"
      ? application.current_round > 0
        ? "interviews"
        : "reading"
      : REACHED[application.status];
  const index = STEPS.indexOf(at);
  return {
    steps: STEPS.map((step, place) => ({
      step,
      state:
        place < index || application.status === "SELECTED"
          ? "done"
          : place === index
            ? ended
              ? "done"
              : "current"
            : "ahead",
    })),
    closed: ended ? "ended" : application.status === "SELECTED" ? "chosen" : null,
  };
}

export function mayWithdraw(application: Application): boolean {
  return application.allowed_actions.some((each) => each.action === "withdraw" && each.allowed);
}

/** Who has to move next on an application. */
export type Next =
  | { kind: "choose"; interview: Interview }
  | { kind: "attend"; interview: Interview }
  | { kind: "wait" }
  | { kind: "closed" };

export function nextOf(
  application: Application,
  interviews: readonly Interview[],
  now: number,
): Next {
  if (ladder(application).closed) return { kind: "closed" };
  const own = grouped(
    interviews.filter((each) => each.candidate_id === application.candidate_id),
    now,
  );
  const [choose] = own.todo;
  if (choose) return { kind: "choose", interview: choose };
  const [attend] = own.upcoming;
  return attend ? { kind: "attend", interview: attend } : { kind: "wait" };
}
