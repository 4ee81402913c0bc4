import { createFileRoute } from "@tanstack/react-router";
import { requirePermission } from "@/auth/guards";
import { RolePage } from "@/features/governance/roles/role-page";

export const Route = createFileRoute("/_internal/governance/roles/$roleId")({
  beforeLoad: requirePermission("roles:read"),
  component: Component,
});

function Component() {
  return <RolePage roleId={Route.useParams().roleId} />;
}
