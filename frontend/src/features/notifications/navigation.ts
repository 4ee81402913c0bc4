import { Bell } from "lucide-react";
import { can } from "@/auth/can";
import type { NavigationEntry } from "@/components/layout/navigation";
import { messages } from "@/lib/i18n";
import { names } from "./names";

const t = messages(names);

export const navigation: NavigationEntry[] = [
  {
    to: "/notifications",
    label: t("title"),
    icon: Bell,
    section: "work",
    order: 70,
    when: (user) => can(user, "notifications:read"),
    key: "n",
  },
];
