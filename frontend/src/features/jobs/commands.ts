import { Plus } from "lucide-react";
import { can } from "@/auth/can";
import type { FeatureCommand } from "@/components/command/types";
import { messages } from "@/lib/i18n";
import { names } from "./names";

const t = messages(names);

export const commands: FeatureCommand[] = [
  {
    id: "jobs.new",
    title: t("newJob"),
    group: "create",
    icon: Plus,
    home: "/jobs",
    when: (user) => can(user, "jobs:write"),
    run: ({ navigate }) => void navigate({ to: "/jobs/new" }),
  },
];
