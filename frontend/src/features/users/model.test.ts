import { expect, test } from "vitest";
import { rightsChanged, roleWords } from "./model";

test("a role is named in words, a custom one beside its base", () => {
  expect(roleWords({ role: "recruiter", role_id: null }, () => undefined)).toBe("Recruiter");
  expect(roleWords({ role: "recruiter", role_id: "role_1" }, () => "Sourcing")).toBe(
    "Recruiter, as Sourcing",
  );
  expect(roleWords({ role: "auditor", role_id: null }, () => undefined)).toBe("auditor");
});

test("another base role takes its custom role along", () => {
  const before = { role: "recruiter" as const, role_id: "role_1", client_id: null };
  expect(rightsChanged(before, before)).toEqual({});
  expect(rightsChanged(before, { ...before, role: "admin", role_id: null })).toEqual({
    role: "admin",
    role_id: null,
  });
  expect(
    rightsChanged(before, { role: "client_user", role_id: null, client_id: "client_1" }),
  ).toEqual({ role: "client_user", role_id: null, client_id: "client_1" });
});
