/** What the buttons of the `allowed_actions` say, where they stand and where a refusal names those that are possible. */

export const CANDIDATE_ACTIONS = {
  review: "Take into review",
  shortlist: "Shortlist",
  progress: "Move to in progress",
  reject: "Reject",
  "undo-rejection": "Take back into review",
  "rescind-selection": "Take back the selection",
} as const;

export const INTERVIEW_ACTIONS = {
  publish: "Offer to the candidate",
  "propose-slots": "Propose new times",
  "decline-slots": "No time suits",
  "book-slot": "Book for the candidate",
  reschedule: "Reschedule",
  "send-invite": "Send invite",
  "mark-completed": "Complete",
  "mark-no-show": "No-show",
  cancel: "Cancel interview",
  "move-to-next-round": "Next round",
  reject: "Reject",
  "initiate-hiring": "Hire",
  update: "Edit details",
} as const;

export const JOB_ACTIONS = {
  open: "Reopen",
  hold: "Put on hold",
  close: "Close",
  fill: "Mark as filled",
} as const;
