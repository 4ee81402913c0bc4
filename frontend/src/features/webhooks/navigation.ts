import { Webhook } from "lucide-react";
import { can } from "@/auth/can";
import type { NavigationEntry } from "@/components/layout/navigation";
import { messages } from "@/lib/i18n";
import { names } from "./names";

const t = messages(names);

export const navigation: NavigationEntry[] = [
  {
    to: "/webhooks",
    label: t("title"),
    icon: Webhook,
    section: "system",
    order: 20,
    when: (user) => can(user, "webhooks:read"),
  },
];
