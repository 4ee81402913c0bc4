import { createFileRoute } from "@tanstack/react-router";
import { PickPage } from "@/features/portal/pick-page";

export const Route = createFileRoute("/portal/_app/interviews/$interviewId/time")({
  component: Component,
});

function Component() {
  return <PickPage id={Route.useParams().interviewId} />;
}
