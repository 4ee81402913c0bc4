import { describe, expect, test } from "vitest";
import { grouped, ladder, nextOf, standing, type Application, type Interview } from "./model";

const NOW = Date.parse("2026-05-04T12:00:00Z");

function interview(change: Partial<Interview> = {}): Interview {
  return {
    interview_id: "int_1",
    job_id: "job_1",
    job_title: "Engineer",
    candidate_id: "cand_1",
    client_name: "Northwind",
    interview_mode: "Video",
    interview_duration: 45,
    time_zone: "Asia/Kolkata",
    proposed_slots: [],
    selected_slot_id: null,
    scheduled_start_time: null,
    previous_start_time: null,
    slots_declined_at: null,
    slots_declined_message: null,
    scheduled_end_time: null,
    interview_status: "Awaiting Candidate Confirmation",
    interview_round: 1,
    round_name: "First talk",
    meeting_link: null,
    additional_instructions: null,
    interviewer_names: [],
    invite_sent: false,
    created_at: "2026-05-01T12:00:00.000Z",
    updated_at: "2026-05-01T12:00:00.000Z",
    version: 1,
    allowed_actions: [{ action: "book-slot", allowed: true, reason: null }],
    ...change,
  };
}

function booked(start: string, change: Partial<Interview> = {}): Interview {
  return interview({
    interview_id: start,
    interview_status: "Confirmed",
    scheduled_start_time: start,
    scheduled_end_time: new Date(Date.parse(start) + 45 * 60_000).toISOString(),
    allowed_actions: [],
    ...change,
  });
}

const application: Application = {
  candidate_id: "cand_1",
  job_id: "job_1",
  job_title: "Engineer",
  client_name: "Northwind",
  name: "Asha Rao",
  email: "asha@people.example",
  status: "IN_PROGRESS",
  current_round: 1,
  cv_filename: null,
  created_at: "2026-05-01T12:00:00.000Z",
  updated_at: "2026-05-01T12:00:00.000Z",
  status_since: "2026-05-01T12:00:00.000Z",
  withdrawn_at: null,
  allowed_actions: [{ action: "withdraw", allowed: true, reason: null }],
};

describe("standing", () => {
  test("a time is wanted only while one can be taken", () => {
    expect(standing(interview(), NOW)).toBe("choose");
    expect(standing(interview({ allowed_actions: [] }), NOW)).toBe("waiting");
  });

  test("a booked interview goes by the clock", () => {
    expect(standing(booked("2026-05-04T12:30:00Z"), NOW)).toBe("booked");
    expect(standing(booked("2026-05-04T11:30:00Z"), NOW)).toBe("now");
    expect(standing(booked("2026-05-04T11:15:00Z"), NOW)).toBe("over");
  });

  test("an interview that did not go well is finished, and no more is said", () => {
    expect(standing(interview({ interview_status: "Failed" }), NOW)).toBe("finished");
    expect(standing(interview({ interview_status: "Completed" }), NOW)).toBe("finished");
  });
});

test("groups: what waits for him first, then the next, then the newest past", () => {
  const found = grouped(
    [
      booked("2026-05-03T10:00:00Z"),
      booked("2026-05-06T10:00:00Z"),
      booked("2026-05-05T10:00:00Z"),
      booked("2026-05-02T10:00:00Z"),
      interview(),
    ],
    NOW,
  );
  expect(found.todo).toHaveLength(1);
  expect(found.upcoming.map((each) => each.interview_id)).toEqual([
    "2026-05-05T10:00:00Z",
    "2026-05-06T10:00:00Z",
  ]);
  expect(found.past.map((each) => each.interview_id)).toEqual([
    "2026-05-03T10:00:00Z",
    "2026-05-02T10:00:00Z",
  ]);
});

describe("the ladder", () => {
  test("everything before the current step is done", () => {
    const { steps, closed } = ladder({ status: "SHORTLISTED", current_round: 0 });
    expect(steps.map((each) => each.state)).toEqual(["done", "done", "current", "ahead", "ahead"]);
    expect(closed).toBeNull();
  });

  test("chosen: all done. Ended: as far as it is known to have come, and nothing is current", () => {
    expect(ladder({ status: "SELECTED", current_round: 2 }).closed).toBe("chosen");
    const ended = ladder({ status: "REJECTED", current_round: 1 });
    expect(ended.closed).toBe("ended");
    expect(ended.steps.map((each) => each.state)).toEqual([
      "done",
      "done",
      "done",
      "done",
      "ahead",
    ]);
  });
});

test("who moves next: he chooses, he attends, or he waits; another application's interviews do not count", () => {
  expect(nextOf(application, [interview()], NOW).kind).toBe("choose");
  expect(nextOf(application, [booked("2026-05-05T10:00:00Z")], NOW).kind).toBe("attend");
  expect(nextOf(application, [interview({ candidate_id: "cand_2" })], NOW).kind).toBe("wait");
  expect(nextOf({ ...application, status: "REJECTED" }, [interview()], NOW).kind).toBe("closed");
});
