import { expect, test } from "vitest";
import type { Interview } from "../model";
import { beginOf, mondayOf } from "@/lib/days";
import { daysOf, hoursOf, placed, plusMonths, turned } from "./days";

function at(start: string, minutes: number): Interview {
  const end = new Date(Date.parse(start) + minutes * 60_000).toISOString();
  return {
    additional_instructions: null,
    allowed_actions: [],
    calendar_event_id: null,
    candidate_email: null,
    candidate_id: "cand_1",
    candidate_name: "Chen Wei",
    client_id: "client_1",
    client_name: "Northwind",
    created_at: start,
    created_by: null,
    feedback: null,
    hiring_initiated: false,
    interview_duration: minutes,
    interview_id: start,
    interview_mode: "Video",
    interview_round: 1,
    interview_status: "Confirmed",
    interviewers: [],
    invite_error: null,
    invite_sent: false,
    invite_sent_by: null,
    invite_sequence: null,
    job_id: "job_1",
    job_title: "Engineer",
    meeting_link: null,
    next_interview_id: null,
    no_show_count: 0,
    no_show_flag: false,
    previous_interview_id: null,
    proposed_slots: [],
    published_at: null,
    rating: null,
    round_name: "Round 1",
    scheduled_end_time: end,
    scheduled_start_time: start,
    previous_start_time: null,
    slots_declined_at: null,
    slots_declined_message: null,
    selected_slot_id: null,
    status_history: [],
    time_zone: "UTC",
    updated_at: start,
    version: 1,
  };
}

test("weeks begin on Monday, months show whole weeks", () => {
  expect(mondayOf("2026-03-29")).toBe("2026-03-23");
  expect(daysOf("week", "2026-03-29")[6]).toBe("2026-03-29");
  const march = daysOf("month", "2026-03-15");
  expect([march[0], march.at(-1)]).toEqual(["2026-02-23", "2026-04-05"]);
  expect(turned("month", "2026-01-31", 1)).toBe("2026-02-01");
  expect(plusMonths("2026-12-05", 1)).toBe("2027-01-01");
});

test("a day begins where the zone's clock says, also when midnight is skipped", () => {
  expect(beginOf("2026-03-29", "Europe/Berlin")).toBe("2026-03-28T23:00:00.000Z");
  expect(beginOf("2026-03-30", "Europe/Berlin")).toBe("2026-03-29T22:00:00.000Z");
  expect(beginOf("2026-04-24", "Africa/Cairo")).toBe("2026-04-23T22:00:00.000Z");
});

test("an interview lies on the day of the zone, not of UTC", () => {
  const late = at("2026-03-10T20:00:00.000Z", 60);
  expect(placed([late], "2026-03-10", "Asia/Kolkata")).toHaveLength(0);
  expect(placed([late], "2026-03-11", "Asia/Kolkata")[0]).toMatchObject({ from: 90, until: 150 });
});

test("overlapping ones stand side by side, later ones get the whole width again", () => {
  const events = placed(
    [
      at("2026-03-10T09:00:00.000Z", 60),
      at("2026-03-10T09:30:00.000Z", 60),
      at("2026-03-10T10:00:00.000Z", 30),
      at("2026-03-10T12:00:00.000Z", 30),
    ],
    "2026-03-10",
    "UTC",
  );
  expect(events.map(({ lane, lanes }) => [lane, lanes])).toEqual([
    [0, 2],
    [1, 2],
    [0, 2],
    [0, 1],
  ]);
  expect(hoursOf(events)).toEqual({ first: 8, last: 18 });
});
