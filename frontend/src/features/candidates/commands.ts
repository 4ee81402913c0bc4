import { UserRoundPlus } from "lucide-react";
import { can } from "@/auth/can";
import type { FeatureCommand } from "@/components/command/types";
import { messages } from "@/lib/i18n";
import { names } from "./names";

const t = messages(names);

export const commands: FeatureCommand[] = [
  {
    id: "candidates.new",
    title: t("add"),
    group: "create",
    icon: UserRoundPlus,
    home: "/candidates",
    keywords: "new upload cv",
    when: (user) => can(user, "candidates:write"),
    run: ({ navigate }) => void navigate({ to: "/candidates/new" }),
  },
];
