import { createFileRoute } from "@tanstack/react-router";
import { requirePermission } from "@/auth/guards";
import { JOB_STATUSES, PRIORITIES } from "@/components/status/statuses";
import { JobsPage } from "@/features/jobs/jobs-page";
import { EMPLOYMENT_TYPES } from "@/features/jobs/params";
import { listParams, manyOf, text } from "@/lib/search-params";

const validateSearch = listParams({
  sorts: ["created_at", "title", "openings"],
  filters: {
    status: manyOf(JOB_STATUSES),
    priority: manyOf(PRIORITIES),
    employment_type: manyOf(EMPLOYMENT_TYPES),
    client_id: text(80),
  },
});

export const Route = createFileRoute("/_internal/jobs/")({
  validateSearch,
  beforeLoad: requirePermission("jobs:read"),
  component: Component,
});

function Component() {
  return <JobsPage search={Route.useSearch()} />;
}
