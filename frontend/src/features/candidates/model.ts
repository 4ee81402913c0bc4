/** What the pages of candidates work out, without the page. */
import type { Schemas } from "@/api/client";
import { verdict, type Allowed } from "@/auth/can";
import type { CandidateStatus } from "@/components/status/statuses";
import type { TABS } from "./params";

export type Row = Schemas["CandidateRow"] | Schemas["CandidateRowForClient"];
export type Candidate = Schemas["CandidateFull"] | Schemas["CandidateForClient"];
export type Tab = (typeof TABS)[number];

/** The API's names of the status moves, what each sets, and whether it wants to know why. */
export const MOVES = {
  review: { to: "IN_REVIEW", explain: false },
  shortlist: { to: "SHORTLISTED", explain: false },
  progress: { to: "IN_PROGRESS", explain: false },
  reject: { to: "REJECTED", explain: true },
  "undo-rejection": { to: "IN_REVIEW", explain: true },
  "rescind-selection": { to: "IN_PROGRESS", explain: true },
} as const satisfies Record<string, { to: CandidateStatus; explain: boolean }>;
export type MoveName = keyof typeof MOVES;

export interface Move {
  name: MoveName;
  to: CandidateStatus;
  explain: boolean;
  /** Why not now; null when it can be done. */
  reason: string | null;
}

const ORDER: MoveName[] = [
  "undo-rejection",
  "rescind-selection",
  "review",
  "shortlist",
  "progress",
  "reject",
];
/** Ways back are offered only where there is something to take back. */
const ONLY_WHEN_ALLOWED = new Set<MoveName>(["undo-rejection", "rescind-selection"]);

export function movesOf(thing: { allowed_actions: readonly Allowed[] }): Move[] {
  return ORDER.flatMap((name) => {
    const found = verdict(thing, name);
    if (!found.shown || (!found.allowed && ONLY_WHEN_ALLOWED.has(name))) return [];
    return [{ name, ...MOVES[name], reason: found.allowed ? null : found.reason }];
  });
}

/** The candidate as it will be once the server agrees, for the time until it does. */
export function withStatus<C extends { status: CandidateStatus; allowed_actions: Allowed[] }>(
  candidate: C,
  status: CandidateStatus,
): C {
  return {
    ...candidate,
    status,
    allowed_actions: candidate.allowed_actions.map((each) =>
      each.action in MOVES ? { ...each, allowed: false } : each,
    ),
  };
}

/** The steps that bring somebody rejected back to where he stood. From "new" the nearest is "in review". */
export function wayBack(before: CandidateStatus): CandidateStatus[] {
  return before === "SHORTLISTED" || before === "IN_PROGRESS"
    ? ["IN_REVIEW", before]
    : ["IN_REVIEW"];
}

export interface Order {
  ids: readonly string[];
  next: string | null;
}

export interface Neighbours {
  previous: string | null;
  next: string | null;
  /** From 1; null when the candidate is not in the list. */
  at: number | null;
  count: number;
}

export function neighboursOf(order: Order | null, id: string): Neighbours {
  const at = order ? order.ids.indexOf(id) : -1;
  const count = order?.ids.length ?? 0;
  if (!order || at < 0) return { previous: null, next: null, at: null, count };
  return {
    previous: order.ids[at - 1] ?? null,
    next: order.ids[at + 1] ?? null,
    at: at + 1,
    count,
  };
}

/** Only agency staff get these fields at all. */
export function isStaffView(candidate: Candidate): candidate is Schemas["CandidateFull"] {
  return "source" in candidate;
}

/** Text of a free-form entry's member, whatever the server has there. */
export function textOf(entry: Record<string, unknown>, ...names: string[]): string | null {
  for (const name of names) {
    const value = entry[name];
    if (typeof value === "string" && value.trim() !== "") return value;
    if (typeof value === "number") return String(value);
  }
  return null;
}
