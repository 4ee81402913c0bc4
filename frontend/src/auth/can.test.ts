import { expect, test } from "vitest";
import { can, verdict } from "./can";

test("nobody signed in may do nothing", () => {
  expect(can(null, "jobs:read")).toBe(false);
  expect(can({ permissions: ["jobs:read"] }, "jobs:read")).toBe(true);
  expect(can({ permissions: ["jobs:read"] }, "jobs:write")).toBe(false);
});

test("a button is hidden, off with a reason, or on", () => {
  const interview = {
    allowed_actions: [
      { action: "cancel", allowed: true, reason: null },
      { action: "reject", allowed: false, reason: "Not held yet." },
    ],
  };
  expect(verdict(interview, "cancel")).toEqual({ shown: true, allowed: true, reason: null });
  expect(verdict(interview, "reject")).toEqual({
    shown: true,
    allowed: false,
    reason: "Not held yet.",
  });
  expect(verdict(interview, "hire")).toEqual({ shown: false });
});
