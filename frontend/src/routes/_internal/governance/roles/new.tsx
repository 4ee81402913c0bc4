import { createFileRoute } from "@tanstack/react-router";
import { requirePermission } from "@/auth/guards";
import { NewRolePage } from "@/features/governance/roles/new-role-page";
import { params, text } from "@/lib/search-params";

const validateSearch = params({ from: text(64) });

export const Route = createFileRoute("/_internal/governance/roles/new")({
  validateSearch,
  beforeLoad: requirePermission("roles:write"),
  component: Component,
});

function Component() {
  const navigate = Route.useNavigate();
  const { from } = Route.useSearch();
  return (
    <NewRolePage
      from={from}
      onFrom={(next) => void navigate({ search: { from: next }, replace: true })}
    />
  );
}
