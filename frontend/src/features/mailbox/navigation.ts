import { Mails } from "lucide-react";
import { isAdmin } from "@/auth/can";
import type { NavigationEntry } from "@/components/layout/navigation";
import { messages } from "@/lib/i18n";
import { names } from "./names";

const t = messages(names);

export const navigation: NavigationEntry[] = [
  {
    to: "/mailbox",
    label: t("title"),
    icon: Mails,
    section: "system",
    order: 10,
    when: isAdmin,
  },
];
