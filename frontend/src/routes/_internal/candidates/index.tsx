import { createFileRoute } from "@tanstack/react-router";
import { requirePermission } from "@/auth/guards";
import { CandidatesPage } from "@/features/candidates/candidates-page";
import { FILTERS, SORTS } from "@/features/candidates/params";
import { listParams } from "@/lib/search-params";

const validateSearch = listParams({ sorts: SORTS, filters: FILTERS });

export const Route = createFileRoute("/_internal/candidates/")({
  validateSearch,
  beforeLoad: requirePermission("candidates:read"),
  component: Component,
});

function Component() {
  return <CandidatesPage search={Route.useSearch()} />;
}
