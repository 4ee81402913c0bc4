import { Grid3x3, ScrollText, ShieldCheck } from "lucide-react";
import { can } from "@/auth/can";
import type { NavigationEntry } from "@/components/layout/navigation";

export const navigation: NavigationEntry[] = [
  {
    to: "/governance/roles",
    label: "Roles",
    icon: ShieldCheck,
    section: "governance",
    order: 20,
    when: (user) => can(user, "roles:read"),
  },
  {
    to: "/governance/access-matrix",
    label: "Access matrix",
    icon: Grid3x3,
    section: "governance",
    order: 30,
    when: (user) => can(user, "roles:read"),
  },
  {
    to: "/governance/audit",
    label: "Audit log",
    icon: ScrollText,
    section: "governance",
    order: 40,
    // A client's user is refused by the server whatever his role says.
    when: (user) => can(user, "audit:read") && user.client_id === null,
  },
];
