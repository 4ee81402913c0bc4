import { createFileRoute } from "@tanstack/react-router";
import { requirePermission } from "@/auth/guards";
import { EditJobPage } from "@/features/jobs/edit-job-page";

export const Route = createFileRoute("/_internal/jobs/$jobId/edit")({
  beforeLoad: requirePermission("jobs:write"),
  component: Component,
});

function Component() {
  return <EditJobPage id={Route.useParams().jobId} />;
}
