/** Where the pages of things are, by the kind and id that events, notifications and the audit trail name. */

const PAGES: Record<string, string> = {
  client: "/clients",
  job: "/jobs",
  candidate: "/candidates",
  interview: "/interviews",
  role: "/governance/roles",
  webhook: "/webhooks",
  portal_user: "/portal-users?account=",
};

/** `candidate`, `cand_…` -> `/candidates/cand_…`; null for what has no page. */
export function pageOf(kind: string, id: string): string | null {
  const base = PAGES[kind];
  return base && id ? `${base}${base.endsWith("=") ? "" : "/"}${encodeURIComponent(id)}` : null;
}
