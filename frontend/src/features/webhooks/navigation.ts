import { Webhook } from "lucide-react";
import { can } from "@/auth/can";
import type { NavigationEntry } from "@/components/layout/navigation";

export const navigation: NavigationEntry[] = [
  {
    to: "/webhooks",
    label: "Webhooks",
    icon: Webhook,
    section: "system",
    order: 20,
    when: (user) => can(user, "webhooks:read"),
  },
];
