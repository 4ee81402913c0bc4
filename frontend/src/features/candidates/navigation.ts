import { Users } from "lucide-react";
import { can } from "@/auth/can";
import type { NavigationEntry } from "@/components/layout/navigation";
import { messages } from "@/lib/i18n";
import { names } from "./names";

const t = messages(names);

export const navigation: NavigationEntry[] = [
  {
    to: "/candidates",
    label: t("candidates"),
    icon: Users,
    section: "work",
    order: 40,
    when: (user) => can(user, "candidates:read"),
    key: "c",
  },
];
