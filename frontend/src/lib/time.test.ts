import { describe, expect, test } from "vitest";
import {
  canonicalZone,
  cityOf,
  clockChanges,
  dayOf,
  instantOf,
  isZone,
  offsetLabel,
  sameZone,
  wallOf,
  zoneLabel,
  zones,
} from "./time";

describe("names of zones", () => {
  test("an old name is the same zone, shown by its present city", () => {
    expect(sameZone("Asia/Calcutta", "Asia/Kolkata")).toBe(true);
    expect(sameZone("Asia/Kolkata", "Asia/Colombo")).toBe(false);
    expect(cityOf("Asia/Calcutta")).toBe("Kolkata");
    expect(cityOf("America/Argentina/Buenos_Aires")).toBe("Buenos Aires");
    expect(canonicalZone("Europe/Kiev")).toBe("Europe/Kyiv");
  });

  test("the list has each zone once, under its present name", () => {
    const all = zones();
    expect(all).toContain("Asia/Kolkata");
    expect(all).not.toContain("Asia/Calcutta");
    expect(new Set(all).size).toBe(all.length);
    expect(all).toContain("UTC");
  });

  test("what is no zone is known as none", () => {
    expect(isZone("Asia/Calcutta")).toBe(true);
    expect(isZone("Mars/Olympus")).toBe(false);
  });
});

describe("how a zone is called at an instant", () => {
  const winter = new Date("2026-01-15T12:00:00Z");
  const summer = new Date("2026-07-15T12:00:00Z");

  test("half hours, summers, and none", () => {
    expect(offsetLabel("Asia/Kolkata", winter)).toBe("UTC+5:30");
    expect(offsetLabel("Asia/Kathmandu", winter)).toBe("UTC+5:45");
    expect(offsetLabel("America/New_York", winter)).toBe("UTC−5");
    expect(offsetLabel("America/New_York", summer)).toBe("UTC−4");
    expect(offsetLabel("Europe/London", winter)).toBe("UTC");
  });

  test("in words, with the city", () => {
    expect(zoneLabel("Asia/Calcutta", winter)).toBe("India Standard Time (Kolkata)");
    expect(zoneLabel("Europe/Berlin", summer)).toBe("Central European Summer Time (Berlin)");
    expect(zoneLabel("UTC", summer)).toBe("UTC");
  });
});

describe("wall time in a zone", () => {
  test("an ordinary time", () => {
    expect(instantOf("2026-03-30T09:30", "Asia/Kolkata")).toEqual({
      kind: "exact",
      instant: "2026-03-30T04:00:00.000Z",
    });
  });

  test("a time that the clock skips", () => {
    expect(instantOf("2026-03-29T02:30", "Europe/Berlin")).toEqual({ kind: "skipped" });
    expect(instantOf("2026-03-08T02:30", "America/New_York")).toEqual({ kind: "skipped" });
  });

  test("a time that the clock shows twice", () => {
    expect(instantOf("2026-10-25T02:30", "Europe/Berlin")).toEqual({
      kind: "repeated",
      instant: "2026-10-25T00:30:00.000Z",
      later: "2026-10-25T01:30:00.000Z",
    });
  });

  test("a change by half an hour", () => {
    expect(instantOf("2026-04-05T01:45", "Australia/Lord_Howe").kind).toBe("repeated");
    expect(instantOf("2026-10-04T02:15", "Australia/Lord_Howe").kind).toBe("skipped");
  });

  test("what is no time", () => {
    expect(instantOf("2026-02-30T09:00", "UTC").kind).toBe("invalid");
    expect(instantOf("", "UTC").kind).toBe("invalid");
  });

  test("there and back again, across the date line", () => {
    expect(wallOf("2026-03-30T20:00:00.000Z", "Pacific/Kiritimati")).toBe("2026-03-31T10:00");
    expect(dayOf("2026-03-30T20:00:00.000Z", "Pacific/Kiritimati")).toBe("2026-03-31");
    expect(dayOf("2026-03-30T05:00:00.000Z", "Pacific/Pago_Pago")).toBe("2026-03-29");
    expect(
      instantOf(wallOf("2026-03-30T20:00:00.000Z", "Asia/Kathmandu"), "Asia/Kathmandu"),
    ).toEqual({
      kind: "exact",
      instant: "2026-03-30T20:00:00.000Z",
    });
  });
});

test("a stretch over the change of the clock is noticed", () => {
  expect(clockChanges("Europe/Berlin", "2026-03-28T12:00:00Z", "2026-03-30T12:00:00Z")).toBe(true);
  expect(clockChanges("Asia/Kolkata", "2026-03-28T12:00:00Z", "2026-03-30T12:00:00Z")).toBe(false);
});
