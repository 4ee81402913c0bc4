import { expect, test } from "vitest";
import type { Me } from "@/api/sessions";
import { deleteReason, diffOf, editReason, groupState, type Role } from "./model";

const role: Role = {
  role_id: "role_1",
  role_name: "Sourcer",
  description: "",
  permissions: { "jobs:read": true, "jobs:write": false },
  client_id: null,
  is_system_role: false,
  created_at: "2026-03-29T10:00:00.000Z",
  version: 1,
};

const me: Me = {
  user_id: "user_1",
  email: "a@b.example",
  name: "A",
  phone: null,
  role: "admin",
  role_id: null,
  client_id: null,
  status: "active",
  must_change_password: false,
  created_at: "2026-03-29T10:00:00.000Z",
  created_by: null,
  version: 1,
  permissions: ["roles:write", "jobs:read"],
};

test("what a change adds and takes away", () => {
  expect(diffOf(["a", "b"], ["b", "c"])).toEqual({ added: ["c"], removed: ["a"] });
});

test("a group is on, off or mixed", () => {
  expect(groupState(["a", "b"], ["a", "b", "c"])).toBe("all");
  expect(groupState(["a", "b"], ["a"])).toBe("some");
  expect(groupState(["a", "b"], [])).toBe("none");
});

test("system roles, foreign powers and missing rights forbid a change", () => {
  expect(editReason(role, me)).toBeNull();
  expect(editReason({ ...role, is_system_role: true }, me)).toMatch(/fixed/);
  expect(editReason({ ...role, permissions: { "users:write": true } }, me)).toMatch(
    /more than you/,
  );
  expect(editReason(role, { ...me, permissions: ["jobs:read"] })).toMatch(/does not include/);
});

test("a role that is held stays", () => {
  expect(deleteReason(role, me, 0)).toBeNull();
  expect(deleteReason(role, me, 2)).toMatch(/2 people/);
  expect(deleteReason(role, me, null)).not.toBeNull();
});
