import { Building2 } from "lucide-react";
import { can } from "@/auth/can";
import type { NavigationEntry } from "@/components/layout/navigation";
import { messages } from "@/lib/i18n";
import { names } from "./names";

const t = messages(names);

export const navigation: NavigationEntry[] = [
  {
    to: "/clients",
    label: t("title"),
    icon: Building2,
    section: "work",
    order: 20,
    // A client user has one client, his own: a list of it would be of no use.
    when: (user) => can(user, "clients:read") && user.role !== "client_user",
    key: "l",
  },
];
