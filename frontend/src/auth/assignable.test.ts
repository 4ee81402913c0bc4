import { expect, test } from "vitest";
import { assignableRoles } from "./assignable";

const role = (role_id: string, permissions: string[], more: object = {}) => ({
  role_id,
  role_name: role_id,
  description: "",
  permissions: Object.fromEntries(permissions.map((each) => [each, true])),
  client_id: null,
  is_system_role: false,
  created_at: "2026-01-01T00:00:00.000Z",
  version: 1,
  ...more,
});
const ids = (found: { role_id: string }[]) => found.map((each) => each.role_id);
const all = [
  role("client_user", ["jobs:read"], { is_system_role: true }),
  role("wide", ["jobs:read", "jobs:write"]),
  role("slim", ["jobs:read"]),
  role("theirs", ["jobs:read"], { client_id: "client_1" }),
];

test("an admin takes no further role", () => {
  expect(assignableRoles(all, "admin", null)).toEqual([]);
});

test("a recruiter takes every role that belongs to no client", () => {
  expect(ids(assignableRoles(all, "recruiter", null))).toEqual(["wide", "slim"]);
});

test("a client's user takes his client's roles, and none that goes beyond a client user", () => {
  expect(ids(assignableRoles(all, "client_user", "client_1"))).toEqual(["slim", "theirs"]);
  expect(ids(assignableRoles(all, "client_user", "client_2"))).toEqual(["slim"]);
});
