import { CalendarDays, MessagesSquare } from "lucide-react";
import { can } from "@/auth/can";
import type { NavigationEntry } from "@/components/layout/navigation";

export const navigation: NavigationEntry[] = [
  {
    to: "/interviews",
    label: "Interviews",
    icon: MessagesSquare,
    section: "work",
    order: 60,
    when: (user) => can(user, "interviews:read"),
    key: "i",
  },
  {
    to: "/calendar",
    label: "Calendar",
    icon: CalendarDays,
    section: "work",
    order: 70,
    when: (user) => can(user, "interviews:read"),
    key: "a",
  },
];
