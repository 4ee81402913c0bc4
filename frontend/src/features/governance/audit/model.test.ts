import { expect, test } from "vitest";
import { contextOf, diffOf, rangeOf, summaryOf } from "./model";
import { spoken } from "./words";

test("before and after, field by field; what stayed is left out", () => {
  expect(
    diffOf({
      old_value: { status: "open", title: "A", skills: ["go"] },
      new_value: { status: "closed", title: "A", skills: ["go", "sql"], reason: "Filled" },
    }),
  ).toEqual([
    { field: "status", before: "open", after: "closed" },
    { field: "skills", before: "go", after: "go, sql" },
    { field: "reason", before: null, after: "Filled" },
  ]);
  expect(diffOf({ old_value: null, new_value: null })).toEqual([]);
});

test("a value that is kept out of the trail is still a change", () => {
  const [only] = diffOf({
    old_value: { summary: "(changed)" },
    new_value: { summary: "(changed)" },
  });
  expect(only?.field).toBe("summary");
});

test("one line for the list", () => {
  expect(
    summaryOf({ old_value: { old_status: "NEW" }, new_value: { old_status: "SELECTED" } }),
  ).toBe("old status: NEW → SELECTED");
  expect(summaryOf({ old_value: null, new_value: null })).toBe("");
});

test("context without what has a line of its own", () => {
  expect(contextOf({ metadata: { request_id: "r", audience: "internal", empty: null } })).toEqual([
    { field: "audience", value: "internal" },
  ]);
});

test("days are those of the reader's zone, the last one whole, also when the clock changes", () => {
  expect(rangeOf({ from: "2026-03-29", to: "2026-03-29" }, "Europe/Berlin")).toEqual({
    from: "2026-03-28T23:00:00.000Z",
    to: "2026-03-29T21:59:59.999Z",
  });
  expect(rangeOf({ to: "2026-01-05" }, "Asia/Kolkata")).toEqual({ to: "2026-01-05T18:29:59.999Z" });
});

test("names of actions as words", () => {
  expect(spoken("JOB_STATUS_CHANGE")).toBe("Job status change");
  expect(spoken("CV_UPLOAD")).toBe("CV upload");
});
