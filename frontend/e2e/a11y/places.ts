import type { Role } from "../fixtures";

/** The names of what is pressed, one after the other, until something stands over the page. */
type Opening = readonly (string | RegExp)[];

export interface Place {
  /** `:job` and the like stand for one of the demo agency's (ids.ts). */
  path: string;
  opens?: readonly Opening[];
}

const ACTIONS = /^Actions for /;

const JOBS: Place[] = [
  { path: "/jobs", opens: [["Status"], ["View"]] },
  { path: "/jobs/:job", opens: [[/change the status/], [/change the status/, "Put on hold"]] },
];

const CANDIDATES: Place[] = [
  { path: "/candidates" },
  { path: "/candidates/:candidate" },
  { path: "/candidates/:candidate?tab=cv" },
  { path: "/candidates/:candidate?tab=interviews" },
  { path: "/candidates/:candidate?tab=activity" },
  { path: "/pipeline" },
];

const INTERVIEWS: Place[] = [{ path: "/interviews" }, { path: "/calendar?view=week" }];

/** Of everybody who works at the agency. */
const AGENCY: Place[] = [
  { path: "/dashboard" },
  { path: "/clients", opens: [["New client"]] },
  {
    path: "/clients/:client",
    opens: [["Edit"], ["More actions"], ["More actions", "Make inactive"]],
  },
  { path: "/clients/:client?tab=jobs" },
  { path: "/clients/:client?tab=candidates" },
  ...JOBS,
  { path: "/jobs/:job?tab=candidates" },
  { path: "/jobs/:job?tab=interviews" },
  { path: "/jobs/:job?tab=activity" },
  { path: "/jobs/:job/edit" },
  { path: "/jobs/new" },
  ...CANDIDATES,
  { path: "/candidates/new" },
  ...INTERVIEWS,
  { path: "/interviews/:waiting" },
  { path: "/interviews/new" },
  { path: "/calendar?view=month" },
  { path: "/calendar?view=agenda" },
  { path: "/notifications" },
  { path: "/governance/audit", opens: [[/^Open entry/]] },
  { path: "/portal-users" },
  { path: "/profile" },
];

export const PLACES: Record<Role | "nobody", readonly Place[]> = {
  admin: [
    ...AGENCY,
    { path: "/clients/:client?tab=people", opens: [["Add person"], [ACTIONS, "Edit"]] },
    { path: "/users", opens: [["Add user"], [ACTIONS], [ACTIONS, "Edit"]] },
    { path: "/governance/audit", opens: [["Export"]] },
    { path: "/dashboard?days=7" },
    { path: "/governance/roles" },
    { path: "/governance/roles/:role" },
    { path: "/governance/roles/new" },
    { path: "/governance/access-matrix" },
    { path: "/governance/access-matrix?view=person" },
    {
      path: "/portal-users?q=grace",
      opens: [["New portal user"], [ACTIONS, "Reset password"], [ACTIONS, "Deactivate"]],
    },
    { path: "/mailbox" },
    { path: "/mailbox?message=:mail" },
    { path: "/mailbox?view=templates" },
    { path: "/webhooks" },
    { path: "/webhooks/new" },
    {
      path: "/webhooks/:webhook",
      opens: [[ACTIONS], [ACTIONS, "New secret"], [ACTIONS, "Delete"]],
    },
    { path: "/webhooks/:webhook?delivery=:delivery" },
    { path: "/webhooks/:webhook?tab=settings" },
    { path: "/webhooks/:paused" },
    { path: "/no-such-page" },
  ],
  recruiter: [
    ...AGENCY,
    {
      path: "/candidates/:candidate",
      opens: [
        [/change the status/],
        [/change the status/, "Reject"],
        [/^More actions for/],
        [/^More actions for/, /^Send selection mail/],
      ],
    },
    {
      path: "/interviews/:waiting",
      opens: [
        ["Book for the candidate"],
        ["Propose new times"],
        ["More actions", "Edit details"],
        ["More actions", "No time suits"],
      ],
    },
    { path: "/interviews/:booked", opens: [["Complete"], ["More actions", "Cancel interview"]] },
    { path: "/interviews/:completed", opens: [["Hire"], ["Next round"], ["Reject"]] },
    {
      path: "/pipeline?job=:job",
      opens: [
        [/^Move /],
        ["Search"],
        [/^Notifications/],
        [/^Profile and settings/],
        [/^Profile and settings/, "Keyboard shortcuts"],
        [/^Profile and settings/, /^Time zone/],
      ],
    },
  ],
  client_user: [
    { path: "/dashboard" },
    ...JOBS.map(({ path }) => ({ path })),
    { path: "/jobs/:job?tab=candidates" },
    ...CANDIDATES,
    ...INTERVIEWS,
    { path: "/interviews/:completed", opens: [["Next round"], ["Reject"]] },
    { path: "/notifications" },
    { path: "/users" },
    { path: "/profile" },
  ],
  candidate: [
    { path: "/portal" },
    { path: "/portal/applications" },
    { path: "/portal/interviews" },
    { path: "/portal/interviews/:mine" },
    { path: "/portal/interviews/:mine/time" },
    { path: "/portal/news" },
    { path: "/portal/profile" },
    { path: "/portal/password" },
    { path: "/portal/no-such-page" },
  ],
  nobody: [
    { path: "/login" },
    { path: "/forgot-password" },
    { path: "/reset-password" },
    { path: "/reset-password#token=AAAAAAAAAAAAAAAAAAAAAA" },
    { path: "/portal/login" },
    { path: "/portal/register" },
    { path: "/portal/forgot-password" },
    { path: "/portal/reset-password#token=AAAAAAAAAAAAAAAAAAAAAA" },
    { path: "/portal/verify-email" },
  ],
};

/**
 * Where somebody is only sent, made for developers alone, or another name of what is above: the start, and every address
 * that no page has.
 */
export const ELSEWHERE = [
  "/change-password",
  "/portal/change-password",
  "/gallery",
  "/",
  "/$",
  "/portal/$",
];
