import { describe, expect, test } from "vitest";
import { keys } from "@/lib/keys";
import { backoff } from "./backoff";
import { readEvent } from "./events";
import { isTouched } from "./touched";

const change = { type: "JobUpdated", entity_type: "job", entity_id: "job_1" };

describe("a change of a job", () => {
  test.each([
    [keys.jobs.list({ q: "x" }), true],
    [keys.jobs.of("stats"), true],
    [keys.jobs.detail("job_1"), true],
    [keys.jobs.detail("job_1", "candidates"), true],
    [keys.jobs.detail("job_2"), false],
    [keys.dashboard.of("stats"), true],
    [keys.clients.list(), true],
    [keys.candidates.list(), false],
    [keys.interviews.detail("int_1"), false],
  ])("%j: %s", (key, touched) => expect(isTouched(key, change)).toBe(touched));
});

test("a round touches the candidate's page", () => {
  const round = { type: "InterviewPassed", entity_type: "interview", entity_id: "int_1" };
  expect(isTouched(keys.candidates.detail("cand_1"), round)).toBe(true);
  expect(isTouched(keys.jobs.list(), round)).toBe(false);
});

test("an entity of a newer server touches nothing", () => {
  expect(isTouched(keys.jobs.list(), { type: "X", entity_type: "offer", entity_id: "1" })).toBe(
    false,
  );
});

test("events are read carefully", () => {
  expect(readEvent("ready", '{"unread_count": 3}')).toEqual({ kind: "ready", unread: 3 });
  expect(
    readEvent("change", '{"type":"JobUpdated","entity_type":"job","entity_id":"job_1"}'),
  ).toEqual({ kind: "change", change });
  expect(readEvent("change", '{"type":"JobUpdated"}')).toBeNull();
  expect(readEvent("end", "{}")).toEqual({ kind: "end", reason: "unknown" });
  expect(readEvent("ready", "no json")).toBeNull();
  expect(readEvent(undefined, "{}")).toBeNull();
});

test("waits grow, spread, and stay below half a minute", () => {
  expect(backoff(0, 0)).toBe(500);
  expect(backoff(0, 1)).toBe(1_000);
  expect(backoff(3, 0)).toBe(4_000);
  expect(backoff(50, 1)).toBe(30_000);
});
