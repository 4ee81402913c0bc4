import { messages } from "@/lib/i18n";

export const t = messages({
  newPassword: "New password",
  ruleLength: "At least 12 characters",
  ruleEmail: "Not your e-mail address",
  ruleLongest: "At most 128 characters",
});
