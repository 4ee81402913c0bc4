import { createFileRoute } from "@tanstack/react-router";
import { requirePermission } from "@/auth/guards";
import { AddPage } from "@/features/candidates/add-page";
import { oneOf, params, text } from "@/lib/search-params";

const validateSearch = params({ job_id: text(64), how: oneOf(["typed"]) });

export const Route = createFileRoute("/_internal/candidates/new")({
  validateSearch,
  beforeLoad: requirePermission("candidates:write"),
  component: Component,
});

function Component() {
  return <AddPage search={Route.useSearch()} />;
}
