import type { Schemas } from "@/api/client";
import type { Me } from "@/api/sessions";
import { can } from "@/auth/can";
import { t } from "./messages";

export type Role = Schemas["RoleOut"];

/** What a client's role can hold at most; the server refuses more. */
export const CLIENT_CEILING: ReadonlySet<string> = new Set([
  "clients:read",
  "jobs:read",
  "candidates:read",
  "interviews:read",
  "interviews:decide",
  "dashboard:read",
  "notifications:read",
  "webhooks:read",
  "webhooks:write",
]);

export interface Diff {
  added: string[];
  removed: string[];
}

export function granted(flags: { [name: string]: unknown }): string[] {
  return Object.keys(flags).filter((name) => flags[name] === true);
}

export function diffOf(before: readonly string[], after: readonly string[]): Diff {
  return {
    added: after.filter((name) => !before.includes(name)),
    removed: before.filter((name) => !after.includes(name)),
  };
}

export function flagsOf(all: readonly string[], held: readonly string[]): Record<string, boolean> {
  return Object.fromEntries(all.map((name) => [name, held.includes(name)]));
}

/** All, some or none of a group is on. */
export function groupState(
  names: readonly string[],
  held: readonly string[],
): "all" | "some" | "none" {
  const on = names.filter((name) => held.includes(name)).length;
  return on === 0 ? "none" : on === names.length ? "all" : "some";
}

/** Why this person may not change the role; null when he may. The server has the last word. */
export function editReason(role: Role, me: Me): string | null {
  if (role.is_system_role) return t("systemFixed");
  if (!can(me, "roles:write")) return t("mayNotWrite");
  const beyond = granted(role.permissions).filter((name) => !me.permissions.includes(name));
  return beyond.length > 0 ? t("beyondYou") : null;
}

/** As `editReason`; and nobody may hold it. `holders` is null while it is not known. */
export function deleteReason(role: Role, me: Me, holders: number | null): string | null {
  const edit = editReason(role, me);
  if (edit !== null) return edit;
  if (holders === null) return t("holdersLoading");
  return holders > 0 ? t("inUse", { count: holders }) : null;
}

/** `Recruiter (copy)`, not longer than the server takes. */
export function copyName(name: string): string {
  return t("copyName", { name: name.slice(0, 70) });
}

const SYSTEM_NAMES: Record<string, () => string> = {
  admin: () => t("admin"),
  recruiter: () => t("recruiter"),
  client_user: () => t("client_user"),
  candidate: () => t("candidate"),
};

export function roleLabel(role: { role_name: string; is_system_role: boolean }): string {
  return role.is_system_role
    ? (SYSTEM_NAMES[role.role_name]?.() ?? role.role_name)
    : role.role_name;
}
