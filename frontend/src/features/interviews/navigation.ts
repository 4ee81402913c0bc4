import { CalendarDays, MessagesSquare } from "lucide-react";
import { can } from "@/auth/can";
import type { NavigationEntry } from "@/components/layout/navigation";
import { messages } from "@/lib/i18n";
import { names } from "./names";

const t = messages(names);

export const navigation: NavigationEntry[] = [
  {
    to: "/interviews",
    label: t("interviews"),
    icon: MessagesSquare,
    section: "work",
    order: 60,
    when: (user) => can(user, "interviews:read"),
    key: "i",
  },
  {
    to: "/calendar",
    label: t("calendar"),
    icon: CalendarDays,
    section: "work",
    order: 70,
    when: (user) => can(user, "interviews:read"),
    key: "a",
  },
];
