import { createFileRoute } from "@tanstack/react-router";
import { requirePermission } from "@/auth/guards";
import { AuditPage } from "@/features/governance/audit/audit-page";
import { day, params, text } from "@/lib/search-params";

const validateSearch = params({
  from: day,
  to: day,
  actor: text(254),
  action: text(100),
  kind: text(60),
  id: text(100),
  client: text(64),
});

export const Route = createFileRoute("/_internal/governance/audit")({
  validateSearch,
  beforeLoad: requirePermission("audit:read"),
  component: Component,
});

function Component() {
  const navigate = Route.useNavigate();
  return <AuditPage search={Route.useSearch()} onSearch={(search) => void navigate({ search })} />;
}
