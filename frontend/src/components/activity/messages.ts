import { messages } from "@/lib/i18n";

export const t = messages({
  what: "The activity",
  empty: "Nothing has happened yet",
  more: "Show older",
  system: "System",
  created: "Created",
  added: "Added",
  edited: "Edited",
  filled: "Filled: as many selected as openings",
  movedTo: "Moved to {status}",
  portalLinked: "Linked to a portal account",
  selectionSent: "Selection mail sent",
  cvUploaded: "CV uploaded",
  cvRead: "CV read",
  none: "nothing",
  fromTo: "{field}: {from} → {to}",
  byAt: "{by}, {time}",
  reason: "“{reason}”",
});
