import { createFileRoute } from "@tanstack/react-router";
import { requirePermission } from "@/auth/guards";
import { RolesPage } from "@/features/governance/roles/roles-page";

export const Route = createFileRoute("/_internal/governance/roles/")({
  beforeLoad: requirePermission("roles:read"),
  component: RolesPage,
});
