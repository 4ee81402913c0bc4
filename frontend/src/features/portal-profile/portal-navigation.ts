import { CircleUser } from "lucide-react";
import type { PortalEntry } from "@/components/layout/navigation";
import { messages } from "@/lib/i18n";
import { names } from "./names";

const t = messages(names);

export const navigation: PortalEntry[] = [
  { to: "/portal/profile", label: t("profile"), icon: CircleUser, order: 40 },
];
