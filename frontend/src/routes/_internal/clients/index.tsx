import { createFileRoute } from "@tanstack/react-router";
import { requirePermission } from "@/auth/guards";
import { ClientsPage } from "@/features/clients/clients-page";
import { flag, listParams, oneOf } from "@/lib/search-params";

const validateSearch = listParams({
  sorts: ["created_at", "company_name"],
  // `new`: the palette asks for the sheet at once.
  filters: { status: oneOf(["active", "inactive"]), new: flag },
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
