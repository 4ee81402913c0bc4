import { expect, test } from "vitest";
import { differs, inOrder, ruleLabel, shown, type MatrixRow } from "./model";

function row(role_name: string, held: Record<string, string>, is_system_role = true): MatrixRow {
  return {
    role_id: `role_${role_name}`,
    role_name,
    client_id: null,
    is_system_role,
    cells: ["jobs:read", "jobs:write", "users:read"].map((permission) => ({
      permission,
      granted: permission in held,
      scope: held[permission] ?? "none",
      rule: `system role ${role_name}`,
    })),
  };
}

const rows = [
  row("client_user", { "jobs:read": "own_client" }),
  row("Beta", { "jobs:read": "all" }, false),
  row("admin", { "jobs:read": "all", "jobs:write": "all" }),
  row("Alpha", {}, false),
];
const all = ["jobs:read", "jobs:write", "users:read"];

test("system roles stand first, from the widest", () => {
  expect(inOrder(rows).map((each) => each.role_name)).toEqual([
    "admin",
    "client_user",
    "Alpha",
    "Beta",
  ]);
});

test("another reach is a difference", () => {
  expect(differs(rows, "jobs:read")).toBe(true);
  expect(differs(rows, "users:read")).toBe(false);
  expect(differs([rows[0]!, rows[2]!], "jobs:read")).toBe(true);
});

test("search takes the words that are read and the name of the API", () => {
  const names = (words: string, only = false) =>
    shown(all, rows, words, only).flatMap((group) => group.permissions.map((each) => each.name));
  expect(names("")).toEqual(all);
  expect(names("create")).toEqual(["jobs:write"]);
  expect(names("users:")).toEqual(["users:read"]);
  expect(names("", true)).toEqual(["jobs:read", "jobs:write"]);
});

test("rules in the page's words", () => {
  expect(ruleLabel("system role client_user")).toBe("System role Client user");
  expect(ruleLabel("custom role Sourcer")).toBe("Custom role Sourcer");
  expect(ruleLabel("a rule of tomorrow")).toBe("a rule of tomorrow");
});
