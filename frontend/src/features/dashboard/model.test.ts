import { expect, test } from "vitest";
import { funnel, inOrder, place, today, weeks, spansOf } from "./model";

test("the funnel counts how far people came at least", () => {
  const by = { NEW: 9, IN_REVIEW: 12, SHORTLISTED: 6, IN_PROGRESS: 6, SELECTED: 2, REJECTED: 5 };
  expect(funnel(by).map((step) => step.value)).toEqual([40, 31, 14, 8, 2]);
  expect(funnel({}).map((step) => step.value)).toEqual([0, 0, 0, 0, 0]);
});

test("states keep their order, and an unknown one is not lost", () => {
  expect(inOrder({ b: 2, new_state: 1 }, ["a", "b"])).toEqual([
    { id: "a", value: 0 },
    { id: "b", value: 2 },
    { id: "new_state", value: 1 },
  ]);
});

test("a place repeats the name for a list", () => {
  expect(place("/interviews", { status: ["Confirmed", "No Show"], client_id: "c" })).toBe(
    "/interviews?status=Confirmed&status=No+Show&client_id=c",
  );
  expect(place("/jobs")).toBe("/jobs");
});

test("a day is 23 or 25 hours long when the clock is changed", () => {
  const spring = today(new Date("2026-03-29T12:00:00Z"), "Europe/Berlin");
  expect(spring).toEqual({ from: "2026-03-28T23:00:00.000Z", to: "2026-03-29T22:00:00.000Z" });
  const autumn = today(new Date("2026-10-25T12:00:00Z"), "Europe/Berlin");
  expect(autumn).toEqual({ from: "2026-10-24T22:00:00.000Z", to: "2026-10-25T23:00:00.000Z" });
});

test("weeks start on Monday in the person's own zone", () => {
  // Sunday 20:00 UTC is Monday 01:30 in Kolkata.
  const found = weeks(new Date("2026-11-22T20:00:00Z"), "Asia/Kolkata", 2);
  expect(found).toEqual([
    { from: "2026-11-15T18:30:00.000Z", to: "2026-11-22T18:30:00.000Z" },
    { from: "2026-11-22T18:30:00.000Z", to: "2026-11-23T18:30:00.000Z" },
  ]);
});

test("a week is drawn day by day, a longer time week by week, and without a choice it is eight weeks", () => {
  const now = new Date("2026-03-31T12:00:00Z");
  const week = spansOf(now, "Europe/Berlin", 7);
  expect(week).toHaveLength(7);
  // The clock was put forward on the 29th: that day had 23 hours.
  expect(week[4]).toEqual({ from: "2026-03-28T23:00:00.000Z", to: "2026-03-29T22:00:00.000Z" });
  expect(week.at(-1)).toEqual(today(now, "Europe/Berlin"));
  expect(spansOf(now, "Europe/Berlin", 30)).toEqual(weeks(now, "Europe/Berlin", 5));
  expect(spansOf(now, "Europe/Berlin", 90)).toHaveLength(13);
  expect(spansOf(now, "Europe/Berlin", undefined)).toEqual(weeks(now, "Europe/Berlin", 8));
});
