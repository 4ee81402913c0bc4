/** From "this changed" to the names of what is cached. Pure. */
import type { Kind } from "@/lib/keys";
import type { Change } from "./events";

export type QueryKey = readonly unknown[];

/** What else shows something of an entity: its own lists and details are always touched. */
const ALSO: Record<string, readonly Kind[]> = {
  client: ["clients", "dashboard", "jobs"],
  job: ["jobs", "dashboard", "clients"],
  candidate: ["candidates", "dashboard", "jobs"],
  interview: ["interviews", "dashboard"],
  user: ["users", "clients"],
  portal_user: ["portal_users"],
  role: ["roles", "users"],
};

const OWN: Record<string, Kind> = {
  client: "clients",
  job: "jobs",
  candidate: "candidates",
  interview: "interviews",
  user: "users",
  portal_user: "portal_users",
  role: "roles",
};

/**
 * Whether a cached answer may look different after the change. Of the entity's own kind: every list and count, and the
 * detail of that one thing. Of kinds that show it beside: lists, counts, and details (a job counts its candidates).
 */
export function isTouched(key: QueryKey, change: Change): boolean {
  const [kind, part, id] = key;
  const own = OWN[change.entity_type];
  if (own === undefined || typeof kind !== "string") return false;
  if (kind === own) return part !== "detail" || id === change.entity_id;
  // Rounds are shown on the candidate, and move him.
  if (change.entity_type === "interview" && kind === "candidates") return true;
  return ALSO[change.entity_type]?.some((also) => also === kind) ?? false;
}

/** The audit trail grows with every change; it is too busy to follow, and says itself how old it is. */
export function isNotifications(key: QueryKey): boolean {
  return key[0] === "notifications";
}
