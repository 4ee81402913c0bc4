import { expect, test } from "vitest";
import { arrivals, badge, byDay, nearDay, type Notification } from "./model";

function note(id: string, created_at: string, read = false): Notification {
  return {
    notification_id: id,
    type: "new_job",
    title: id,
    message: "",
    entity_type: "job",
    entity_id: "job_1",
    created_at,
    read,
    recipients: [],
    version: 1,
  };
}

test("grouped by the day of the reader's own calendar", () => {
  const items = [
    note("c", "2026-03-29T23:30:00.000Z"),
    note("b", "2026-03-29T20:00:00.000Z"),
    note("a", "2026-03-28T12:00:00.000Z"),
  ];
  const days = (zone: string) =>
    byDay(items, zone).map(({ day, items: own }) => [day, own.map((each) => each.title)]);
  expect(days("UTC")).toEqual([
    ["2026-03-29", ["c", "b"]],
    ["2026-03-28", ["a"]],
  ]);
  expect(days("Asia/Kolkata")).toEqual([
    ["2026-03-30", ["c", "b"]],
    ["2026-03-28", ["a"]],
  ]);
});

test("today and yesterday are those of the zone", () => {
  const now = new Date("2026-03-01T01:00:00Z");
  expect(nearDay("2026-03-01", "UTC", now)).toBe("today");
  expect(nearDay("2026-02-28", "UTC", now)).toBe("yesterday");
  expect(nearDay("2026-02-28", "America/New_York", now)).toBe("today");
  expect(nearDay("2026-02-20", "UTC", now)).toBeNull();
});

test("the bell counts to 99", () => {
  expect([0, 1, 99, 100].map(badge)).toEqual([null, "1", "99", "99+"]);
});

test("only what is newer than the newest known, and unread, has arrived", () => {
  const first = arrivals(null, [note("a", "2026-03-29T10:00:00.000Z")]);
  expect(first).toEqual({ fresh: [], newest: "2026-03-29T10:00:00.000Z" });
  const next = arrivals(first.newest, [
    note("c", "2026-03-29T10:02:00.000Z", true),
    note("b", "2026-03-29T10:01:00.000Z"),
    note("a", "2026-03-29T10:00:00.000Z"),
  ]);
  expect(next.fresh.map((each) => each.title)).toEqual(["b"]);
  expect(next.newest).toBe("2026-03-29T10:02:00.000Z");
  expect(arrivals(next.newest, [])).toEqual({ fresh: [], newest: next.newest });
});
