import { CircleUser } from "lucide-react";
import type { PortalEntry } from "@/components/layout/navigation";
import { t } from "./messages";

export const navigation: PortalEntry[] = [
  { to: "/portal/profile", label: t("profile"), icon: CircleUser, order: 40 },
];
