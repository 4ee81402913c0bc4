import { CalendarPlus } from "lucide-react";
import { can } from "@/auth/can";
import type { FeatureCommand } from "@/components/command/types";
import { t } from "./messages";

export const commands: FeatureCommand[] = [
  {
    id: "interviews.schedule",
    title: t("schedule"),
    group: "create",
    icon: CalendarPlus,
    keywords: "interview round slots propose",
    when: (user) => can(user, "interviews:write"),
    run: ({ navigate }) => void navigate({ to: "/interviews/new" }),
  },
];
