import { createFileRoute } from "@tanstack/react-router";
import { requirePermission } from "@/auth/guards";
import { DashboardPage } from "@/features/dashboard/dashboard-page";
import { oneOf, params } from "@/lib/search-params";

const validateSearch = params({ days: oneOf(["7", "30", "90"]) });

export const Route = createFileRoute("/_internal/dashboard")({
  validateSearch,
  beforeLoad: requirePermission("dashboard:read"),
  component: Component,
});

function Component() {
  const navigate = Route.useNavigate();
  return (
    <DashboardPage
      search={Route.useSearch()}
      onSearch={(search) => void navigate({ search, replace: true })}
    />
  );
}
