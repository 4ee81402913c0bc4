import { createFileRoute } from "@tanstack/react-router";
import { requirePermission } from "@/auth/guards";
import { InterviewPage } from "@/features/interviews/detail/interview-page";

export const Route = createFileRoute("/_internal/interviews/$interviewId")({
  beforeLoad: requirePermission("interviews:read"),
  component: Component,
});

function Component() {
  return <InterviewPage id={Route.useParams().interviewId} />;
}
