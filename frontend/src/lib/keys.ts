/**
 * Names of what is cached. The first part is the kind, so that a hint "a job changed" finds all that shows jobs;
 * then `list`, `detail` or a word of its own. Features build their keys only here.
 */
export const KINDS = [
  "clients",
  "jobs",
  "candidates",
  "interviews",
  "users",
  "portal_users",
  "roles",
  "notifications",
  "mailbox",
  "webhooks",
  "audit",
  "dashboard",
  "sessions",
  "me",
] as const;

export type Kind = (typeof KINDS)[number];

type Part = string | number | boolean | null | undefined | object;

function of<K extends Kind>(kind: K) {
  return {
    all: [kind] as const,
    lists: [kind, "list"] as const,
    list: (query: object = {}) => [kind, "list", query] as const,
    detail: (id: string, ...rest: Part[]) => [kind, "detail", id, ...rest] as const,
    /** Whatever is neither list nor one thing: `keys.jobs.of("stats")`. */
    of: (...parts: Part[]) => [kind, ...parts] as const,
  };
}

export const keys = {
  clients: of("clients"),
  jobs: of("jobs"),
  candidates: of("candidates"),
  interviews: of("interviews"),
  users: of("users"),
  portal_users: of("portal_users"),
  roles: of("roles"),
  notifications: of("notifications"),
  mailbox: of("mailbox"),
  webhooks: of("webhooks"),
  audit: of("audit"),
  dashboard: of("dashboard"),
  sessions: of("sessions"),
  me: of("me"),
} satisfies Record<Kind, unknown>;
