import { createFileRoute } from "@tanstack/react-router";
import { requirePermission } from "@/auth/guards";
import { PortalUsersPage } from "@/features/portal-users/portal-users-page";
import { listParams, oneOf, text } from "@/lib/search-params";

const validateSearch = listParams({
  sorts: ["created_at", "name", "email"],
  filters: {
    status: oneOf(["active", "inactive"]),
    verified: oneOf(["yes", "no"]),
    account: text(64),
  },
});

export const Route = createFileRoute("/_internal/portal-users")({
  validateSearch,
  beforeLoad: requirePermission("portal_users:read"),
  component: Component,
});

function Component() {
  const navigate = Route.useNavigate();
  return (
    <PortalUsersPage
      search={Route.useSearch()}
      onSearch={(search, { replace }) => void navigate({ search, replace })}
    />
  );
}
