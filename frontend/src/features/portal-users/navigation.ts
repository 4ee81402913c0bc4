import { UsersRound } from "lucide-react";
import { can } from "@/auth/can";
import type { NavigationEntry } from "@/components/layout/navigation";
import { messages } from "@/lib/i18n";
import { names } from "./names";

const t = messages(names);

export const navigation: NavigationEntry[] = [
  {
    to: "/portal-users",
    label: t("title"),
    icon: UsersRound,
    section: "governance",
    order: 10,
    when: (user) => can(user, "portal_users:read"),
  },
];
