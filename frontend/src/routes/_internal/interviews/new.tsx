import { createFileRoute } from "@tanstack/react-router";
import { requirePermission } from "@/auth/guards";
import { SchedulePage } from "@/features/interviews/schedule/schedule-page";
import { params, text, whole } from "@/lib/search-params";

const validateSearch = params({ candidate: text(80), round: whole(1, 20) });

export const Route = createFileRoute("/_internal/interviews/new")({
  validateSearch,
  beforeLoad: requirePermission("interviews:write"),
  component: Component,
});

function Component() {
  const { candidate, round } = Route.useSearch();
  return <SchedulePage key={`${candidate}:${round}`} candidateId={candidate} round={round} />;
}
