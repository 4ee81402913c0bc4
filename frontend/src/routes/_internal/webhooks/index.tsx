import { createFileRoute } from "@tanstack/react-router";
import { requirePermission } from "@/auth/guards";
import { WebhooksPage } from "@/features/webhooks/webhooks-page";
import { listParams } from "@/lib/search-params";

const validateSearch = listParams({ sorts: ["created_at"], filters: {} });

export const Route = createFileRoute("/_internal/webhooks/")({
  validateSearch,
  beforeLoad: requirePermission("webhooks:read"),
  component: Component,
});

function Component() {
  const navigate = Route.useNavigate();
  return (
    <WebhooksPage
      search={Route.useSearch()}
      onSearch={(search, { replace }) => void navigate({ search, replace })}
    />
  );
}
