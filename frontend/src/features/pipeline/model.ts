/** The board's rules are the server's: `allowed_actions`. Here is only which status each action leads to. Pure. */
import type { Schemas } from "@/api/client";
import type { Target } from "@/components/board/types";
import { CANDIDATE_STATUSES, type CandidateStatus } from "@/components/status/statuses";

export type Candidate = Schemas["CandidateRow"] | Schemas["CandidateRowForClient"];

const LEADS_TO: Record<string, CandidateStatus> = {
  review: "IN_REVIEW",
  shortlist: "SHORTLISTED",
  progress: "IN_PROGRESS",
  reject: "REJECTED",
  "undo-rejection": "IN_REVIEW",
  "rescind-selection": "IN_PROGRESS",
};

/** In the order of the work, the two ends last. */
export const COLUMNS = CANDIDATE_STATUSES;

/** Whether the candidate may become that, and if not, the server's reason; null where he is already. */
export function targetOf(candidate: Candidate, status: string, otherwise: string): Target {
  if (candidate.status === status) return null;
  const ways = candidate.allowed_actions.filter((each) => LEADS_TO[each.action] === status);
  if (ways.some((each) => each.allowed)) return { allowed: true, reason: null };
  return { allowed: false, reason: ways[0]?.reason ?? otherwise };
}

/** A rejection, and every way back from an end, says why. */
export function asksReason(from: string, to: string): boolean {
  return to === "REJECTED" || from === "REJECTED" || from === "SELECTED";
}

/** The first step of a way back to where the candidate was; null when the server knows none. */
export function wayBack(candidate: Candidate, to: CandidateStatus): CandidateStatus | null {
  if (targetOf(candidate, to, "")?.allowed) return to;
  // From a rejection the way leads through the review.
  return candidate.status === "REJECTED" && targetOf(candidate, "IN_REVIEW", "")?.allowed
    ? "IN_REVIEW"
    : null;
}

export function isStatus(text: string): text is CandidateStatus {
  return CANDIDATE_STATUSES.some((each) => each === text);
}

const DAY_MS = 86_400_000;

/** Whole days since then. */
export function daysSince(at: string, now: number): number {
  return Math.max(0, Math.floor((now - Date.parse(at)) / DAY_MS));
}

/** After this many days in one stage a card says so. */
export const LATE_DAYS = 7;

export interface ColumnPage {
  items: Candidate[];
  next_cursor: string | null;
  total?: number | null;
}

/** Without that candidate. */
export function taken(page: ColumnPage, id: string): ColumnPage {
  const items = page.items.filter((each) => each.candidate_id !== id);
  const less = page.items.length - items.length;
  return { ...page, items, total: counted(page.total, -less) };
}

/** With him on top. */
export function added(page: ColumnPage, candidate: Candidate): ColumnPage {
  const without = taken(page, candidate.candidate_id);
  return {
    ...without,
    items: [candidate, ...without.items],
    total: counted(without.total, 1),
  };
}

function counted(total: number | null | undefined, by: number): number | null | undefined {
  return typeof total === "number" ? total + by : total;
}

/** Where the candidate's own page is. */
export function candidatePath({ candidate_id: id }: Candidate): string {
  return `/candidates/${encodeURIComponent(id)}`;
}
