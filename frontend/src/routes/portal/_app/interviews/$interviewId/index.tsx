import { createFileRoute } from "@tanstack/react-router";
import { InterviewPage } from "@/features/portal/interview-page";

export const Route = createFileRoute("/portal/_app/interviews/$interviewId/")({
  component: Component,
});

function Component() {
  return <InterviewPage id={Route.useParams().interviewId} />;
}
