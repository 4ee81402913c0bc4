import { Webhook } from "lucide-react";
import { can } from "@/auth/can";
import type { FeatureCommand } from "@/components/command/types";
import { messages } from "@/lib/i18n";
import { names } from "./names";

const t = messages(names);

export const commands: FeatureCommand[] = [
  {
    id: "webhooks.new",
    title: t("newWebhook"),
    group: "create",
    icon: Webhook,
    home: "/webhooks",
    when: (user) => can(user, "webhooks:write"),
    run: ({ navigate }) => void navigate({ to: "/webhooks/new" }),
  },
];
