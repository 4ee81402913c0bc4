/**
 * What a person may do. Two sources, both the server's: the permissions of the role (what a page or a menu is shown
 * for) and the `allowed_actions` of a thing (what its state permits now). Nothing is decided here.
 */
import type { Me } from "@/api/sessions";
import { useSession } from "./use-session";

export const PERMISSIONS = [
  "clients:read",
  "clients:write",
  "users:read",
  "users:write",
  "jobs:read",
  "jobs:write",
  "candidates:read",
  "candidates:write",
  "candidates:delete",
  "interviews:read",
  "interviews:write",
  "interviews:decide",
  "portal_users:read",
  "portal_users:write",
  "roles:read",
  "roles:write",
  "audit:read",
  "dashboard:read",
  "notifications:read",
  "webhooks:read",
  "webhooks:write",
] as const;

export type Permission = (typeof PERMISSIONS)[number];
export type Role = "admin" | "recruiter" | "client_user";

export interface Allowed {
  action: string;
  allowed: boolean;
  reason: string | null;
}

/** Whether this person's role holds the permission. */
export function can(user: Pick<Me, "permissions"> | null, permission: Permission): boolean {
  return user?.permissions.includes(permission) ?? false;
}

/** Built-in mail is for administrators alone, and no permission says so. */
export function isAdmin(user: Pick<Me, "role"> | null): boolean {
  return user?.role === "admin";
}

/** How a button is drawn: hidden when the person may never do it, else allowed, or off with the reason. */
export type Verdict = { shown: false } | { shown: true; allowed: boolean; reason: string | null };

export function verdict(thing: { allowed_actions: readonly Allowed[] }, action: string): Verdict {
  const found = thing.allowed_actions.find((each) => each.action === action);
  return found ? { shown: true, allowed: found.allowed, reason: found.reason } : { shown: false };
}

export function useCan(permission: Permission): boolean {
  return can(useSession().user, permission);
}
