import { LayoutDashboard } from "lucide-react";
import { can } from "@/auth/can";
import type { NavigationEntry } from "@/components/layout/navigation";
import { messages } from "@/lib/i18n";
import { names } from "./names";

const t = messages(names);

export const navigation: NavigationEntry[] = [
  {
    to: "/dashboard",
    label: t("title"),
    icon: LayoutDashboard,
    section: "work",
    order: 10,
    when: (user) => can(user, "dashboard:read"),
    key: "d",
  },
];
