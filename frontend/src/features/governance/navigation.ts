import { Grid3x3, ScrollText, ShieldCheck } from "lucide-react";
import { can } from "@/auth/can";
import type { NavigationEntry } from "@/components/layout/navigation";
import { messages } from "@/lib/i18n";
import { names } from "./names";

const t = messages(names);

export const navigation: NavigationEntry[] = [
  {
    to: "/governance/roles",
    label: t("roles"),
    icon: ShieldCheck,
    section: "governance",
    order: 20,
    when: (user) => can(user, "roles:read"),
  },
  {
    to: "/governance/access-matrix",
    label: t("matrix"),
    icon: Grid3x3,
    section: "governance",
    order: 30,
    when: (user) => can(user, "roles:read"),
  },
  {
    to: "/governance/audit",
    label: t("audit"),
    icon: ScrollText,
    section: "governance",
    order: 40,
    // A client's user is refused by the server whatever his role says.
    when: (user) => can(user, "audit:read") && user.client_id === null,
  },
];
