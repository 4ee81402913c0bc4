import { messages } from "@/lib/i18n";

export const t = messages({
  what: "Your notification settings",
  caption: "What you are told, and how",
  about: "About",
  in_app: "In the app",
  email: "By mail",
  always: "Always",
  no: "–",
  switchOf: "{type}: {channel}",
  notSaved: "The setting was not saved",
  silent:
    "With both switched off you will not hear when there are times to choose from, and your interview may wait.",

  candidate_status_change: "A candidate changes status",
  interview_booked: "An interview is booked or moved",
  interview_passed: "An interview is passed",
  hiring_initiated: "Hiring starts",
  interview_slots_declined: "No proposed time suits a candidate",
  new_job: "A new job",
  webhook_paused: "A webhook is paused",
  interview_slots: "Times for an interview wait for you",
  interview_invitation: "Invitations to interviews",
  account_security: "Sign-in links and your account",
});

const TYPES = [
  "candidate_status_change",
  "interview_booked",
  "interview_passed",
  "hiring_initiated",
  "interview_slots_declined",
  "new_job",
  "webhook_paused",
  "interview_slots",
  "interview_invitation",
  "account_security",
] as const;

/** A type of a newer server is shown by its own name. */
export function typeLabel(type: string): string {
  const known = TYPES.find((each) => each === type);
  return known ? t(known) : type.replaceAll("_", " ");
}
