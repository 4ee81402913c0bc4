import { UserPlus } from "lucide-react";
import { can } from "@/auth/can";
import type { FeatureCommand } from "@/components/command/types";
import { messages } from "@/lib/i18n";
import { names } from "./names";

const t = messages(names);

export const commands: FeatureCommand[] = [
  {
    id: "users.new",
    title: t("addUser"),
    group: "create",
    icon: UserPlus,
    home: "/users",
    when: (user) => can(user, "users:write"),
    run: ({ navigate }) => void navigate({ to: "/users", search: { new: true } }),
  },
];
