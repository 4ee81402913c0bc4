import { createFileRoute } from "@tanstack/react-router";
import { requirePermission } from "@/auth/guards";
import { CandidatePage } from "@/features/candidates/candidate-page";
import { FILTERS, SORTS, TABS } from "@/features/candidates/params";
import { listParams, oneOf } from "@/lib/search-params";

/** With the list's own question: next and previous follow its order. */
const validateSearch = listParams({ sorts: SORTS, filters: { ...FILTERS, tab: oneOf(TABS) } });

export const Route = createFileRoute("/_internal/candidates/$candidateId")({
  validateSearch,
  beforeLoad: requirePermission("candidates:read"),
  component: Component,
});

function Component() {
  return <CandidatePage id={Route.useParams().candidateId} search={Route.useSearch()} />;
}
