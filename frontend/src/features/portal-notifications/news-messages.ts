import { messages } from "@/lib/i18n";

export const t = messages({
  news: "News",
  theNews: "Your news",
  none: "No news yet",
  noneText: "What happens with your applications and interviews is told here.",
  unread: "Unread",
  choose: "Choose what you get",
  readAll: "Mark all as read",
  readAllFailed: "Could not be marked as read",
  older: "Show older",
});
