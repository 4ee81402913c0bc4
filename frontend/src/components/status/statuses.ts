/** The spec's states by name alone: for route files, which every visitor loads. Their looks: status.tsx. */
export const CANDIDATE_STATUSES = [
  "NEW",
  "IN_REVIEW",
  "SHORTLISTED",
  "IN_PROGRESS",
  "SELECTED",
  "REJECTED",
] as const;
export const JOB_STATUSES = ["open", "on_hold", "filled", "closed"] as const;
export const PRIORITIES = ["urgent", "high", "medium", "low"] as const;
export const ACCOUNT_STATUSES = ["active", "inactive"] as const;
export const INTERVIEW_STATUSES = [
  "Draft",
  "Awaiting Candidate Confirmation",
  "Confirmed",
  "Scheduled",
  "Completed",
  "Passed",
  "Failed",
  "No Show",
  "Cancelled",
] as const;

export type CandidateStatus = (typeof CANDIDATE_STATUSES)[number];
export type JobStatus = (typeof JOB_STATUSES)[number];
export type Priority = (typeof PRIORITIES)[number];
export type AccountStatus = (typeof ACCOUNT_STATUSES)[number];
export type InterviewStatus = (typeof INTERVIEW_STATUSES)[number];
