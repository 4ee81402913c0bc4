import { UserCog } from "lucide-react";
import { can } from "@/auth/can";
import type { NavigationEntry } from "@/components/layout/navigation";
import { messages } from "@/lib/i18n";
import { names } from "./names";

const t = messages(names);

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
