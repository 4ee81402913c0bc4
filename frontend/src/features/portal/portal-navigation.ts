import { CalendarClock, FileText, House } from "lucide-react";
import type { PortalEntry } from "@/components/layout/navigation";
import { messages } from "@/lib/i18n";
import { names } from "./names";

const t = messages(names);

export const navigation: PortalEntry[] = [
  { to: "/portal", label: t("home"), icon: House, order: 10 },
  { to: "/portal/applications", label: t("applications"), icon: FileText, order: 20 },
  { to: "/portal/interviews", label: t("interviews"), icon: CalendarClock, order: 30 },
];
