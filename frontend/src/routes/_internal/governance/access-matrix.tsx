import { createFileRoute } from "@tanstack/react-router";
import { requirePermission } from "@/auth/guards";
import { MatrixPage } from "@/features/governance/matrix/matrix-page";
import { flag, oneOf, params, text } from "@/lib/search-params";

const validateSearch = params({
  view: oneOf(["person"]),
  q: text(60),
  differences: flag,
  user_id: text(64),
});

export const Route = createFileRoute("/_internal/governance/access-matrix")({
  validateSearch,
  beforeLoad: requirePermission("roles:read"),
  component: Component,
});

function Component() {
  const navigate = Route.useNavigate();
  return (
    <MatrixPage
      search={Route.useSearch()}
      onSearch={(search) => void navigate({ search, replace: true })}
    />
  );
}
