import { createFileRoute } from "@tanstack/react-router";
import { requirePermission } from "@/auth/guards";
import { WebhookPage } from "@/features/webhooks/webhook-page";
import { oneOf, params, text } from "@/lib/search-params";

const validateSearch = params({
  tab: oneOf(["settings"]),
  status: oneOf(["pending", "delivered", "failed"]),
  event_type: text(100),
  delivery: text(60),
});

export const Route = createFileRoute("/_internal/webhooks/$webhookId")({
  validateSearch,
  beforeLoad: requirePermission("webhooks:read"),
  component: Component,
});

function Component() {
  return <WebhookPage webhookId={Route.useParams().webhookId} search={Route.useSearch()} />;
}
