import { createFileRoute } from "@tanstack/react-router";
import { requirePermission } from "@/auth/guards";
import { UsersPage } from "@/features/users/users-page";
import { flag, listParams, oneOf } from "@/lib/search-params";

const validateSearch = listParams({
  sorts: ["created_at", "name", "email"],
  filters: {
    role: oneOf(["admin", "recruiter", "client_user"]),
    status: oneOf(["active", "inactive"]),
    // The palette asks for the dialog at once.
    new: flag,
  },
});

export const Route = createFileRoute("/_internal/users/")({
  validateSearch,
  beforeLoad: requirePermission("users:read"),
  component: Component,
});

function Component() {
  const search = Route.useSearch();
  const navigate = Route.useNavigate();
  return (
    <UsersPage
      search={search}
      onSearch={(next, { replace }) => void navigate({ search: next, replace })}
    />
  );
}
