/** What the pages of jobs work out, without the page. */
import type { Schemas } from "@/api/client";
import { verdict } from "@/auth/can";
import type { JobStatus } from "@/components/status/statuses";
import { formatNumber } from "@/lib/format";
import { t } from "./messages";
import type { EMPLOYMENT_TYPES, JOB_TABS } from "./params";

export type Job = Schemas["JobOut"];
export type JobInput = Schemas["JobCreate"];

export type EmploymentType = (typeof EMPLOYMENT_TYPES)[number];
export type JobTab = (typeof JOB_TABS)[number];

/** The API's names of the status changes, and the status that each sets. */
export const STATUS_ACTIONS = {
  open: "open",
  hold: "on_hold",
  fill: "filled",
  close: "closed",
} as const satisfies Record<string, JobStatus>;
export type StatusAction = keyof typeof STATUS_ACTIONS;

export interface StatusMove {
  action: StatusAction;
  to: JobStatus;
  reason: string | null;
  /** The API wants to know why (jobs' table of transitions: everything that has to do with "filled"). */
  explain: boolean;
}

/** The status changes to offer: those possible now, and those that only this state forbids. */
export function movesOf(job: Pick<Job, "allowed_actions" | "status">): StatusMove[] {
  const actions: StatusAction[] = ["open", "hold", "fill", "close"];
  return actions.flatMap((action) => {
    const found = verdict(job, action);
    if (!found.shown) return [];
    return [
      {
        action,
        to: STATUS_ACTIONS[action],
        reason: found.allowed ? null : found.reason,
        explain: action === "fill" || (action === "open" && job.status === "filled"),
      },
    ];
  });
}

export function experienceOf(job: Pick<Job, "experience_min" | "experience_max">): string {
  const { experience_min: from, experience_max: to } = job;
  if (to !== null) return t("yearsRange", { from, to });
  return from === 0 ? t("yearsAny") : t("yearsFrom", { count: from });
}

export function salaryOf(job: Pick<Job, "salary_min" | "salary_max">): string | null {
  const { salary_min: from, salary_max: to } = job;
  if (from !== null && to !== null)
    return t("salaryRange", { from: formatNumber(from), to: formatNumber(to) });
  if (from !== null) return t("salaryFrom", { from: formatNumber(from) });
  return to === null ? null : t("salaryTo", { to: formatNumber(to) });
}

/** The job as it will be once the server agrees, for the time until it does. */
export function withStatus(job: Job, status: JobStatus): Job {
  return {
    ...job,
    status,
    allowed_actions: job.allowed_actions.map((each) =>
      each.action === "edit" ? each : { ...each, allowed: false },
    ),
  };
}
