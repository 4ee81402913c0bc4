import { describe, expect, test } from "vitest";
import type { Slot } from "../model";
import { isRepeated, otherClock, slotDays, spanLabel } from "./slots";

const LONG_AGO = Date.parse("2020-01-01T00:00:00Z");

function slot(start: string, minutes = 45, available = true): Slot {
  const end = new Date(Date.parse(start) + minutes * 60_000).toISOString();
  return {
    slot_id: start,
    start_time: start,
    end_time: end,
    local_start_time: "",
    local_end_time: "",
    time_zone: "UTC",
    available,
  };
}

function days(starts: string[], zone: string, now = LONG_AGO) {
  return slotDays(
    starts.map((start) => slot(start)),
    zone,
    now,
    "en-GB",
  );
}

describe("days of slots", () => {
  test("one evening in New York is two days in Kolkata, half hours and all", () => {
    const offered = ["2026-05-04T18:00:00Z", "2026-05-04T19:00:00Z"];
    expect(days(offered, "America/New_York").map((day) => day.day)).toEqual(["2026-05-04"]);
    const kolkata = days(offered, "Asia/Kolkata");
    expect(kolkata.map((day) => day.day)).toEqual(["2026-05-04", "2026-05-05"]);
    expect(kolkata[0]?.choices[0]?.label).toBe("23:30 – 00:15");
    expect(kolkata[0]?.choices[0]?.overnight).toBe(true);
    expect(kolkata[1]?.choices[0]?.label).toBe("00:30 – 01:15");
  });

  test("quarter hours: Kathmandu is 5:45 ahead", () => {
    expect(days(["2026-05-04T04:00:00Z"], "Asia/Kathmandu")[0]?.choices[0]?.label).toBe(
      "09:45 – 10:30",
    );
  });

  test("across the date line the same instant is another day", () => {
    const offered = ["2026-06-01T22:00:00Z"];
    expect(days(offered, "Pacific/Kiritimati")[0]?.label).toBe("Tuesday 2 June");
    expect(days(offered, "Pacific/Pago_Pago")[0]?.label).toBe("Monday 1 June");
  });

  test("in order of time whatever order they came in, days once each", () => {
    const found = days(
      ["2026-06-02T10:00:00Z", "2026-06-01T10:00:00Z", "2026-06-02T08:00:00Z"],
      "UTC",
    );
    expect(found.map((day) => day.choices.length)).toEqual([1, 2]);
    expect(found[1]?.choices.map((each) => each.start)).toEqual([
      "2026-06-02T08:00:00Z",
      "2026-06-02T10:00:00Z",
    ]);
  });

  test("past times are not offered; taken ones stay and are marked", () => {
    const now = Date.parse("2026-06-01T12:00:00Z");
    const found = slotDays(
      [slot("2026-06-01T10:00:00Z"), slot("2026-06-01T14:00:00Z", 45, false)],
      "UTC",
      now,
      "en-GB",
    );
    expect(found.flatMap((day) => day.choices.map((each) => each.available))).toEqual([false]);
    expect(slotDays([], "UTC", now)).toEqual([]);
  });

  test("a name holds day, year, time and zone", () => {
    expect(days(["2026-05-04T04:00:00Z"], "Asia/Kolkata")[0]?.choices[0]?.name).toBe(
      "Monday 4 May 2026, 09:30 – 10:15, India Standard Time (Kolkata)",
    );
  });
});

describe("nights in which the clock is changed", () => {
  test("the clock is put back: both 01:30s are there, apart by name and label", () => {
    const [day] = days(["2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z"], "Europe/London");
    const names = day?.choices.map((each) => each.name) ?? [];
    expect(day?.choices.map((each) => each.label)).toEqual([
      "01:30 (UTC+1) – 01:15 (UTC)",
      "01:30 (UTC) – 02:15",
    ]);
    expect(new Set(names).size).toBe(2);
    expect(day?.zone).toContain("→");
  });

  test("the clock is put forward: an hour is missing and nothing is doubled", () => {
    const [day] = days(["2026-03-29T00:30:00Z", "2026-03-29T01:00:00Z"], "Europe/London");
    expect(day?.choices.map((each) => each.label)).toEqual([
      "00:30 (UTC) – 02:15 (UTC+1)",
      "02:00 – 02:45",
    ]);
  });

  test("half an hour on Lord Howe Island", () => {
    // 4 April 2026, 15:00 UTC: the clock goes from 02:00 back to 01:30.
    expect(isRepeated("2026-04-04T14:45:00Z", "Australia/Lord_Howe")).toBe(true);
    expect(isRepeated("2026-04-04T15:15:00Z", "Australia/Lord_Howe")).toBe(true);
    expect(isRepeated("2026-04-04T16:15:00Z", "Australia/Lord_Howe")).toBe(false);
  });

  test("each day says how the zone is called when that differs within the list", () => {
    const found = days(["2026-10-23T09:00:00Z", "2026-10-26T09:00:00Z"], "Europe/Berlin");
    expect(found.map((day) => day.zone)).toEqual([
      "Central European Summer Time (Berlin), UTC+2",
      "Central European Standard Time (Berlin), UTC+1",
    ]);
    expect(
      days(["2026-10-23T09:00:00Z", "2026-10-24T09:00:00Z"], "Europe/Berlin").every(
        (day) => day.zone === null,
      ),
    ).toBe(true);
  });

  test("a label without a change carries no offset", () => {
    expect(
      spanLabel("2026-05-04T04:00:00Z", "2026-05-04T04:45:00Z", "Europe/London", "en-GB"),
    ).toBe("05:00 – 05:45");
  });
});

describe("the other side's clock", () => {
  const start = "2026-05-04T18:30:00Z";
  const end = "2026-05-04T19:15:00Z";

  test("is the same instant, with its own day", () => {
    expect(otherClock(start, end, "America/New_York", "Asia/Kolkata", "en-GB")).toEqual({
      day: "5 May 2026",
      span: "00:00 – 00:45",
      zone: "India Standard Time (Kolkata)",
    });
  });

  test("is not said when it shows the same, under an old name or by chance", () => {
    expect(otherClock(start, end, "Asia/Kolkata", "Asia/Calcutta")).toBeNull();
    expect(otherClock(start, end, "Asia/Kolkata", "Asia/Colombo")).toBeNull();
  });
});
