import { Bell } from "lucide-react";
import { can } from "@/auth/can";
import type { NavigationEntry } from "@/components/layout/navigation";

export const navigation: NavigationEntry[] = [
  {
    to: "/notifications",
    label: "Notifications",
    icon: Bell,
    section: "work",
    order: 70,
    when: (user) => can(user, "notifications:read"),
    key: "n",
  },
];
