import { createFileRoute } from "@tanstack/react-router";
import { requirePermission } from "@/auth/guards";
import { INTERVIEW_STATUSES } from "@/components/status/statuses";
import { InterviewsPage } from "@/features/interviews/interviews-page";
import { day, listParams, manyOf, text, whole } from "@/lib/search-params";

const validateSearch = listParams({
  sorts: ["created_at", "scheduled_start_time", "updated_at"],
  filters: {
    status: manyOf(INTERVIEW_STATUSES),
    job: text(80),
    client: text(80),
    round: whole(1, 20),
    from: day,
    to: day,
  },
});

export const Route = createFileRoute("/_internal/interviews/")({
  validateSearch,
  beforeLoad: requirePermission("interviews:read"),
  component: InterviewsPage,
});
