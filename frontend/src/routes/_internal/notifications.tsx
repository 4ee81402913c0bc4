import { createFileRoute } from "@tanstack/react-router";
import { requirePermission } from "@/auth/guards";
import { NotificationsPage } from "@/features/notifications/notifications-page";
import { flag, params, text } from "@/lib/search-params";

const validateSearch = params({ unread: flag, type: text(60) });

export const Route = createFileRoute("/_internal/notifications")({
  validateSearch,
  beforeLoad: requirePermission("notifications:read"),
  component: Component,
});

function Component() {
  const navigate = Route.useNavigate();
  return (
    <NotificationsPage
      search={Route.useSearch()}
      onSearch={(search) => void navigate({ search, replace: true })}
    />
  );
}
