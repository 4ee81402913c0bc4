import { createFileRoute } from "@tanstack/react-router";
import { requirePermission } from "@/auth/guards";
import { NewWebhookPage } from "@/features/webhooks/new-webhook-page";

export const Route = createFileRoute("/_internal/webhooks/new")({
  beforeLoad: requirePermission("webhooks:write"),
  component: NewWebhookPage,
});
