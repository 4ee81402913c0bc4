import { expect, test } from "vitest";
import { added, asksReason, taken, targetOf, wayBack, type Candidate } from "./model";

function candidate(status: Candidate["status"], ...allowed: string[]): Candidate {
  const names = [
    "review",
    "shortlist",
    "progress",
    "reject",
    "undo-rejection",
    "rescind-selection",
  ];
  return {
    candidate_id: "cand_1",
    job_id: "job_1",
    job_title: "Engineer",
    client_id: "client_1",
    client_name: "Northwind",
    person_id: "pers_1",
    name: "Chen Wei",
    email: "chen@x.example",
    phone: null,
    linkedin: null,
    current_role: null,
    skills: [],
    cv_file_url: null,
    cv_filename: null,
    cv_status: null,
    story_status: null,
    status,
    current_round: 0,
    candidate_portal_id: null,
    selected_at: null,
    created_at: "2026-03-01T00:00:00.000Z",
    updated_at: "2026-03-01T00:00:00.000Z",
    status_since: "2026-03-01T00:00:00.000Z",
    version: 1,
    allowed_actions: names.map((action) => ({
      action,
      allowed: allowed.includes(action),
      reason: allowed.includes(action) ? null : `No ${action}.`,
    })),
  };
}

test("a column takes a card when the server allows an action that leads there", () => {
  const one = candidate("NEW", "review", "shortlist", "reject");
  expect(targetOf(one, "NEW", "-")).toBeNull();
  expect(targetOf(one, "IN_REVIEW", "-")).toEqual({ allowed: true, reason: null });
  expect(targetOf(one, "IN_PROGRESS", "-")).toEqual({ allowed: false, reason: "No progress." });
  expect(targetOf(one, "SELECTED", "Hire.")).toEqual({ allowed: false, reason: "Hire." });
});

test("undo goes only ways that the server knows", () => {
  expect(wayBack(candidate("IN_REVIEW", "shortlist"), "NEW")).toBeNull();
  expect(wayBack(candidate("REJECTED", "undo-rejection"), "SHORTLISTED")).toBe("IN_REVIEW");
  expect(wayBack(candidate("IN_REVIEW", "shortlist"), "SHORTLISTED")).toBe("SHORTLISTED");
});

test("ends and ways back from them say why", () => {
  expect(asksReason("NEW", "REJECTED")).toBe(true);
  expect(asksReason("REJECTED", "IN_REVIEW")).toBe(true);
  expect(asksReason("SELECTED", "IN_PROGRESS")).toBe(true);
  expect(asksReason("NEW", "SHORTLISTED")).toBe(false);
});

test("columns keep their counts through a move", () => {
  const one = candidate("NEW");
  const page = { items: [one], next_cursor: null, total: 7 };
  expect(taken(page, "cand_1")).toEqual({ items: [], next_cursor: null, total: 6 });
  expect(added(page, one).total).toBe(7);
  expect(added({ ...page, items: [] }, one).total).toBe(8);
});
