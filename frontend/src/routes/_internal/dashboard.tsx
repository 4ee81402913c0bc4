import { createFileRoute } from "@tanstack/react-router";
import { requirePermission } from "@/auth/guards";
import { DashboardPage } from "@/features/dashboard/dashboard-page";

export const Route = createFileRoute("/_internal/dashboard")({
  beforeLoad: requirePermission("dashboard:read"),
  component: DashboardPage,
});
