/** Permissions as people read them: by resource, in the server's order. Shared by the role editor and the matrix. */
import { messages } from "@/lib/i18n";

const t = messages({
  clients: "Clients",
  users: "Users",
  jobs: "Jobs",
  candidates: "Candidates",
  interviews: "Interviews",
  portal_users: "Portal users",
  roles: "Roles",
  audit: "Audit log",
  dashboard: "Dashboard",
  notifications: "Notifications",
  webhooks: "Webhooks",
  read: "See",
  write: "Create and change",
  delete: "Delete",
  decide: "Decide",
  all: "All",
  own_client: "Own client",
  own_records: "Own records",
  visible_to_caller: "What they may see",
  none: "None",
});

const RESOURCES = [
  "clients",
  "users",
  "jobs",
  "candidates",
  "interviews",
  "portal_users",
  "roles",
  "audit",
  "dashboard",
  "notifications",
  "webhooks",
] as const;
const ACTIONS = ["read", "write", "delete", "decide"] as const;
const SCOPES = ["all", "own_client", "own_records", "visible_to_caller", "none"] as const;

function known<T extends string>(words: readonly T[], word: string): T | undefined {
  return words.find((each) => each === word);
}

export interface PermissionGroup {
  resource: string;
  label: string;
  permissions: { name: string; label: string }[];
}

/** `["jobs:read", "jobs:write"]` -> Jobs: See, Create and change. What a newer server adds keeps its own words. */
export function grouped(permissions: readonly string[]): PermissionGroup[] {
  const groups = new Map<string, PermissionGroup>();
  for (const name of permissions) {
    const [resource = name, action = ""] = name.split(":");
    const group = groups.get(resource) ?? {
      resource,
      label: resourceLabel(resource),
      permissions: [],
    };
    group.permissions.push({ name, label: actionLabel(action) });
    groups.set(resource, group);
  }
  return [...groups.values()];
}

export function resourceLabel(resource: string): string {
  const word = known(RESOURCES, resource);
  return word ? t(word) : resource;
}

export function actionLabel(action: string): string {
  const word = known(ACTIONS, action);
  return word ? t(word) : action;
}

/** `jobs:write` -> `Jobs: Create and change`. */
export function permissionLabel(name: string): string {
  const [resource = "", action = ""] = name.split(":");
  return `${resourceLabel(resource)}: ${actionLabel(action)}`;
}

export function scopeLabel(scope: string): string {
  const word = known(SCOPES, scope);
  return word ? t(word) : scope;
}
