import { UsersRound } from "lucide-react";
import { can } from "@/auth/can";
import type { NavigationEntry } from "@/components/layout/navigation";

export const navigation: NavigationEntry[] = [
  {
    to: "/portal-users",
    label: "Portal users",
    icon: UsersRound,
    section: "governance",
    order: 10,
    when: (user) => can(user, "portal_users:read"),
  },
];
