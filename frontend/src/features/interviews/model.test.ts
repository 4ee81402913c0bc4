import { expect, test } from "vitest";
import { byDay, changesThatDay, nextStart, readFreeSlots, readPerson, slotWarnings } from "./model";

const NOW = Date.parse("2026-03-01T00:00:00.000Z");

test("only what is shaped like a slot is offered after a lost race", () => {
  const slot = { slot_id: "slot_1", start_time: "a", end_time: "b", local_start_time: "c" };
  expect(readFreeSlots([slot, null, "x", { slot_id: 3 }])).toEqual([
    { slot_id: "slot_1", start_time: "a", end_time: "b" },
  ]);
});

test("slots are grouped by the day of the zone, also on both sides of midnight", () => {
  const starts = ["2026-03-10T19:00:00.000Z", "2026-03-10T18:00:00.000Z"];
  expect(byDay(starts, (each) => each, "Asia/Kolkata")).toEqual([
    { day: "2026-03-10", things: ["2026-03-10T18:00:00.000Z"] },
    { day: "2026-03-11", things: ["2026-03-10T19:00:00.000Z"] },
  ]);
});

test("the day of a change of clocks is known in both directions, its neighbours are not", () => {
  expect(changesThatDay("2026-03-29T09:00:00.000Z", "Europe/Berlin")).toBe(true);
  expect(changesThatDay("2026-10-25T00:30:00.000Z", "Europe/Berlin")).toBe(true);
  expect(changesThatDay("2026-03-28T09:00:00.000Z", "Europe/Berlin")).toBe(false);
  expect(changesThatDay("2026-03-30T09:00:00.000Z", "Europe/Berlin")).toBe(false);
  expect(changesThatDay("2026-04-24T09:00:00.000Z", "Africa/Cairo")).toBe(true);
  expect(changesThatDay("2026-03-29T09:00:00.000Z", "Asia/Kolkata")).toBe(false);
});

test("warns of what speaks against a time, in the candidate's day", () => {
  const look = { minutes: 60, zones: ["Asia/Kolkata", "Europe/Berlin"], now: NOW };
  // 09:30 in Kolkata on a Tuesday.
  expect(slotWarnings(["2026-03-10T04:00:00.000Z"], look)).toEqual([[]]);
  // 22:30 in Kolkata.
  expect(slotWarnings(["2026-03-10T17:00:00.000Z"], look)).toEqual([["night"]]);
  // A Sunday, on which Berlin puts its clocks forward.
  expect(slotWarnings(["2026-03-29T06:00:00.000Z"], look)).toEqual([["weekend", "clock"]]);
  expect(slotWarnings(["2026-02-10T06:00:00.000Z", null], look)).toEqual([["past"], []]);
  expect(slotWarnings(["2026-03-10T04:00:00.000Z", "2026-03-10T04:30:00.000Z"], look)).toEqual([
    ["overlap"],
    ["overlap"],
  ]);
  const busy = [{ start: "2026-03-10T04:30:00.000Z", end: "2026-03-10T05:30:00.000Z" }];
  expect(slotWarnings(["2026-03-10T04:00:00.000Z"], { ...look, busy })).toEqual([["busy"]]);
  // It ends when the other begins: no clash.
  const after = [{ start: "2026-03-10T05:00:00.000Z", end: "2026-03-10T05:30:00.000Z" }];
  expect(slotWarnings(["2026-03-10T04:00:00.000Z"], { ...look, busy: after })).toEqual([[]]);
});

test("the next time offered is the same hour of the next working day", () => {
  // Friday 10:00 in Berlin before the change of clocks, Monday 10:00 after it.
  expect(nextStart(["2026-03-27T09:00:00.000Z"], "Europe/Berlin", NOW)).toBe(
    "2026-03-30T08:00:00.000Z",
  );
});

test("reads interviewers with and without a name", () => {
  expect(readPerson('"Ada Lovelace" <Ada@X.example>')).toEqual({
    name: "Ada Lovelace",
    email: "ada@x.example",
  });
  expect(readPerson("ada@x.example")).toEqual({ name: null, email: "ada@x.example" });
  expect(readPerson("ada")).toBeNull();
});
