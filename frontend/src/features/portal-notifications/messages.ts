import { messages } from "@/lib/i18n";

/** What stands on every page: the bell. */
export const t = messages({
  bell: { one: "News, {count} unread", other: "News, {count} unread" },
  bellNone: "News",
  many: "99+",
});
