import { CalendarPlus } from "lucide-react";
import { can } from "@/auth/can";
import type { FeatureCommand } from "@/components/command/types";
import { messages } from "@/lib/i18n";
import { names } from "./names";

const t = messages(names);

export const commands: FeatureCommand[] = [
  {
    id: "interviews.schedule",
    title: t("schedule"),
    group: "create",
    icon: CalendarPlus,
    home: "/interviews",
    keywords: "interview round slots propose",
    when: (user) => can(user, "interviews:write"),
    run: ({ navigate }) => void navigate({ to: "/interviews/new" }),
  },
];
