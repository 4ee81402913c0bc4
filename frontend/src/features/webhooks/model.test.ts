import { expect, test } from "vitest";
import { covered, eventName, grouped, parted, pretty, receives, toggled } from "./model";

const type = (service: string, name: string) => ({
  type: `arbeit.${service}.${name}.v1`,
  name,
  service,
  summary: `${name} happened.`,
  personal: false,
  for_clients: true,
});

test("names, addresses and payloads as people read them", () => {
  expect(eventName("arbeit.interviews.InterviewPassed.v1")).toBe("InterviewPassed");
  expect(eventName("arbeit.interviews.InterviewPassed.v2")).toBe("InterviewPassed v2");
  expect(parted("https://hooks.example.com:8443/a?b")).toEqual({
    host: "hooks.example.com:8443",
    rest: "/a?b",
  });
  expect(parted("https://hooks.example.com/").rest).toBe("");
  expect(pretty('{"a":1}')).toBe('{\n  "a": 1\n}');
  expect(pretty("not json")).toBe("not json");
});

test("what a webhook receives is told in a few words", () => {
  expect(receives(["*"])).toBe("Everything");
  expect(receives(["arbeit.jobs.*", "arbeit.interviews.InterviewPassed.v1"])).toBe(
    "All of Jobs, InterviewPassed",
  );
  expect(receives(["arbeit.a.A.v1", "arbeit.a.B.v1", "arbeit.a.C.v1"])).toBe("3 events");
});

test("a pattern stands for its events, and takes their place when it is chosen", () => {
  const one = "arbeit.jobs.JobCreated.v1";
  expect(covered(["arbeit.jobs.*"], one)).toBe(true);
  expect(covered(["arbeit.job.*"], one)).toBe(false);
  expect(covered(["*"], one)).toBe(true);
  expect(toggled([one], "arbeit.jobs.*")).toEqual(["arbeit.jobs.*"]);
  expect(toggled([one, "arbeit.auth.*"], "*")).toEqual(["*"]);
  expect(toggled([one], one)).toEqual([]);
});

test("events are grouped by service and found by their words", () => {
  const types = [
    type("jobs", "JobCreated"),
    type("jobs", "JobFilled"),
    type("auth", "RoleCreated"),
  ];
  expect(grouped(types).map((each) => [each.label, each.types.length])).toEqual([
    ["Jobs", 2],
    ["Accounts", 1],
  ]);
  expect(grouped(types, " FILLED ").flatMap((each) => each.types.map(({ name }) => name))).toEqual([
    "JobFilled",
  ]);
});
