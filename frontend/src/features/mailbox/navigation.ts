import { Mails } from "lucide-react";
import { isAdmin } from "@/auth/can";
import type { NavigationEntry } from "@/components/layout/navigation";

export const navigation: NavigationEntry[] = [
  {
    to: "/mailbox",
    label: "Mailbox",
    icon: Mails,
    section: "system",
    order: 10,
    when: isAdmin,
  },
];
