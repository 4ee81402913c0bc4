import { UserCog } from "lucide-react";
import { can } from "@/auth/can";
import type { NavigationEntry } from "@/components/layout/navigation";
import { t } from "./messages";

export const navigation: NavigationEntry[] = [
  {
    to: "/users",
    label: t("title"),
    icon: UserCog,
    section: "governance",
    order: 10,
    when: (user) => can(user, "users:read"),
    key: "u",
  },
];
