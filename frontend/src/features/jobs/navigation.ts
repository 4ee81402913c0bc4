import { Briefcase } from "lucide-react";
import { can } from "@/auth/can";
import type { NavigationEntry } from "@/components/layout/navigation";
import { messages } from "@/lib/i18n";
import { names } from "./names";

const t = messages(names);

export const navigation: NavigationEntry[] = [
  {
    to: "/jobs",
    label: t("jobs"),
    icon: Briefcase,
    section: "work",
    order: 30,
    when: (user) => can(user, "jobs:read"),
    key: "j",
  },
];
