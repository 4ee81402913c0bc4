import { SquareKanban } from "lucide-react";
import { can } from "@/auth/can";
import type { NavigationEntry } from "@/components/layout/navigation";

export const navigation: NavigationEntry[] = [
  {
    to: "/pipeline",
    label: "Pipeline",
    icon: SquareKanban,
    section: "work",
    order: 50,
    when: (user) => can(user, "candidates:read"),
    key: "p",
  },
];
