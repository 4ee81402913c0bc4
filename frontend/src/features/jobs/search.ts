/** What the addresses of these pages may say. Routes are in the first file that everybody loads: nothing heavy here. */
import type { CandidateStatus, JobStatus, Priority } from "@/components/status/status";

export const STATUSES = ["open", "on_hold", "filled", "closed"] as const satisfies JobStatus[];
export const PRIORITIES = ["urgent", "high", "medium", "low"] as const satisfies Priority[];
export const EMPLOYMENT_TYPES = ["full_time", "part_time", "contract", "internship"] as const;
export const JOB_TABS = ["overview", "candidates", "interviews", "activity"] as const;
export const CANDIDATE_STATUSES = [
  "NEW",
  "IN_REVIEW",
  "SHORTLISTED",
  "IN_PROGRESS",
  "SELECTED",
  "REJECTED",
] as const satisfies CandidateStatus[];
