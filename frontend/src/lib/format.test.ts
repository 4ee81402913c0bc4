import { expect, test } from "vitest";
import {
  formatBytes,
  formatDay,
  formatList,
  formatMinutes,
  formatMoment,
  formatRelative,
  formatShare,
  formatSpan,
  initials,
} from "./format";

const at = "2026-03-29T20:30:00.000Z";

test("a moment is shown in the zone that was asked for, not in the machine's", () => {
  expect(formatMoment(at, "Asia/Kolkata", "en-GB")).toBe("30 Mar 2026, 02:00");
  expect(formatMoment(at, "America/New_York", "en-GB")).toBe("29 Mar 2026, 16:30");
  expect(formatDay(at, "Asia/Kolkata", "en-GB")).toBe("30 Mar 2026");
});

test("a span names the days when there are two", () => {
  expect(formatSpan(at, "2026-03-29T21:15:00.000Z", "UTC", "en-GB")).toMatch(
    /^20:30\s?–\s?21:15$/u,
  );
  expect(formatSpan(at, "2026-03-30T01:00:00.000Z", "UTC", "en-GB")).toContain("30/03/2026");
});

test("how long ago, in the nearest words", () => {
  const now = new Date("2026-03-29T12:00:00Z");
  expect(formatRelative("2026-03-29T11:59:40Z", now, "en")).toBe("now");
  expect(formatRelative("2026-03-29T09:00:00Z", now, "en")).toBe("3 hours ago");
  expect(formatRelative("2026-03-31T12:00:00Z", now, "en")).toBe("in 2 days");
  expect(formatRelative("2026-03-28T12:00:00Z", now, "en")).toBe("yesterday");
});

test("sizes, shares, lists, lengths", () => {
  expect(formatBytes(955, "en")).toBe("955 bytes");
  expect(formatBytes(1_430_000, "en")).toBe("1.4 MB");
  expect(formatShare(0.254, "en")).toBe("25%");
  expect(formatList(["Go", "Rust", "SQL"], "en-GB")).toBe("Go, Rust and SQL");
  expect(formatMinutes(90)).toBe("1 h 30 min");
  expect(formatMinutes(45)).toBe("45 min");
  expect(formatMinutes(0)).toBe("0 min");
});

test("initials of any script", () => {
  expect(initials("Chen Wei")).toBe("CW");
  expect(initials("José María de la Cruz")).toBe("JC");
  expect(initials("李雷")).toBe("李");
  expect(initials("𝒜da")).toBe("𝒜");
  expect(initials("  ")).toBe("");
});
