import type { User } from "./api";
import { t } from "./messages";

export const BASE_ROLES = ["admin", "recruiter", "client_user"] as const;
export type Base = (typeof BASE_ROLES)[number];

export function isBase(role: string): role is Base {
  return BASE_ROLES.some((each) => each === role);
}

/** `Recruiter`, or `Recruiter, as Sourcing only`. A role of a newer server is shown as it came. */
export function roleWords(
  user: Pick<User, "role" | "role_id">,
  nameOf: (id: string) => string | undefined,
): string {
  const base = isBase(user.role) ? t(user.role) : user.role;
  return user.role_id === null
    ? base
    : t("roleRefined", { base, role: nameOf(user.role_id) ?? user.role_id });
}

interface Rights {
  role: Base;
  role_id: string | null;
  client_id: string | null;
}

/** What a PUT must carry: only what changed, and the custom role whenever the base role does. */
export function rightsChanged(before: Rights, after: Rights): Partial<Rights> {
  const changed: Partial<Rights> = {};
  if (before.role !== after.role) changed.role = after.role;
  if (before.role_id !== after.role_id || changed.role !== undefined)
    changed.role_id = after.role_id;
  if (before.client_id !== after.client_id) changed.client_id = after.client_id;
  return changed;
}
