import { createFileRoute } from "@tanstack/react-router";
import { requirePermission } from "@/auth/guards";
import { CANDIDATE_STATUSES } from "@/components/status/statuses";
import { JobPage } from "@/features/jobs/job-page";
import { JOB_TABS } from "@/features/jobs/params";
import { listParams, manyOf, oneOf } from "@/lib/search-params";

const validateSearch = listParams({
  sorts: ["created_at", "name"],
  filters: { tab: oneOf(JOB_TABS), status: manyOf(CANDIDATE_STATUSES) },
});

export const Route = createFileRoute("/_internal/jobs/$jobId/")({
  validateSearch,
  beforeLoad: requirePermission("jobs:read"),
  component: Component,
});

function Component() {
  return <JobPage id={Route.useParams().jobId} search={Route.useSearch()} />;
}
