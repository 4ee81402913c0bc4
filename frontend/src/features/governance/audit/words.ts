/** The names of actions and objects, as people read them. What a newer server adds is read from its own name. */

export const ACTION_TYPES = [
  "USER_LOGIN",
  "USER_LOGOUT",
  "USER_LOGIN_FAILED",
  "USER_CREATE",
  "USER_UPDATE",
  "USER_ROLE_CHANGE",
  "USER_STATUS_CHANGE",
  "USER_DELETE",
  "PASSWORD_CHANGE",
  "SESSIONS_REVOKE",
  "ROLE_CREATE",
  "ROLE_UPDATE",
  "PERMISSION_CHANGE",
  "ROLE_DELETE",
  "PORTAL_USER_CREATE",
  "PORTAL_USER_UPDATE",
  "PORTAL_USER_STATUS_CHANGE",
  "PORTAL_USER_VERIFY",
  "PORTAL_USER_DELETE",
  "CLIENT_CREATE",
  "CLIENT_UPDATE",
  "CLIENT_DELETE",
  "JOB_CREATE",
  "JOB_UPDATE",
  "JOB_STATUS_CHANGE",
  "JOB_FILLED",
  "CANDIDATE_CREATE",
  "CANDIDATE_UPDATE",
  "CANDIDATE_STATUS_CHANGE",
  "CANDIDATE_DELETE",
  "CANDIDATE_STORY_GENERATE",
  "SELECTION_NOTIFICATION_SEND",
  "CV_UPLOAD",
  "CV_PARSE",
  "CV_PARSE_FAILED",
  "INTERVIEW_CREATE",
  "INTERVIEW_UPDATE",
  "INTERVIEW_SLOT_BOOKED",
  "INTERVIEW_RESCHEDULED",
  "INTERVIEW_SCHEDULED",
  "INTERVIEW_COMPLETED",
  "INTERVIEW_PASSED",
  "INTERVIEW_FAILED",
  "INTERVIEW_NO_SHOW",
  "INTERVIEW_CANCELLED",
  "INTERVIEW_INVITE_REQUESTED",
  "INTERVIEW_INVITE_DELIVERED",
  "INTERVIEW_INVITE_FAILED",
  "HIRING_INITIATED",
  "NOTIFICATION_CREATE",
  "EMAIL_SENT",
  "EMAIL_FAILED",
] as const;

export const ENTITY_TYPES = [
  "candidate",
  "client",
  "email",
  "interview",
  "job",
  "notification",
  "portal_user",
  "role",
  "user",
] as const;

/** `JOB_STATUS_CHANGE` -> `Job status change`. */
export function spoken(name: string): string {
  const words = name
    .toLowerCase()
    .replaceAll("_", " ")
    .replace(/\bcv\b/g, "CV");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
