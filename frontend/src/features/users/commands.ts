import { UserPlus } from "lucide-react";
import { can } from "@/auth/can";
import type { FeatureCommand } from "@/components/command/types";
import { t } from "./messages";

export const commands: FeatureCommand[] = [
  {
    id: "users.new",
    title: t("addUser"),
    group: "create",
    icon: UserPlus,
    when: (user) => can(user, "users:write"),
    run: ({ navigate }) => void navigate({ to: "/users", search: { new: true } }),
  },
];
