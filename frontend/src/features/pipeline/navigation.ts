import { SquareKanban } from "lucide-react";
import { can } from "@/auth/can";
import type { NavigationEntry } from "@/components/layout/navigation";
import { messages } from "@/lib/i18n";
import { names } from "./names";

const t = messages(names);

export const navigation: NavigationEntry[] = [
  {
    to: "/pipeline",
    label: t("pipeline"),
    icon: SquareKanban,
    section: "work",
    order: 50,
    when: (user) => can(user, "candidates:read"),
    key: "p",
  },
];
