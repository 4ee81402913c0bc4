import { createFileRoute } from "@tanstack/react-router";
import { requirePermission } from "@/auth/guards";
import { ClientsPage } from "@/features/clients/clients-page";
import { listParams, oneOf } from "@/lib/search-params";

const validateSearch = listParams({
  sorts: ["created_at", "company_name"],
  filters: { status: oneOf(["active", "inactive"]) },
});

export const Route = createFileRoute("/_internal/clients/")({
  validateSearch,
  beforeLoad: requirePermission("clients:read"),
  component: Component,
});

function Component() {
  const search = Route.useSearch();
  const navigate = Route.useNavigate();
  return (
    <ClientsPage
      search={search}
      onSearch={(next, { replace }) => void navigate({ search: next, replace })}
    />
  );
}
