import { createFileRoute } from "@tanstack/react-router";
import { requirePermission } from "@/auth/guards";
import { NewJobPage } from "@/features/jobs/new-job-page";
import { params, text } from "@/lib/search-params";

const validateSearch = params({ client_id: text(80) });

export const Route = createFileRoute("/_internal/jobs/new")({
  validateSearch,
  beforeLoad: requirePermission("jobs:write"),
  component: Component,
});

function Component() {
  return <NewJobPage clientId={Route.useSearch().client_id} />;
}
