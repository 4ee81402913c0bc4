import { Building2 } from "lucide-react";
import { can } from "@/auth/can";
import type { FeatureCommand } from "@/components/command/types";
import { messages } from "@/lib/i18n";
import { names } from "./names";

const t = messages(names);

export const commands: FeatureCommand[] = [
  {
    id: "clients.new",
    title: t("newClient"),
    group: "create",
    icon: Building2,
    home: "/clients",
    when: (user) => can(user, "clients:write"),
    run: ({ navigate }) => void navigate({ to: "/clients", search: { new: true } }),
  },
];
