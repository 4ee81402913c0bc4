import { createFileRoute } from "@tanstack/react-router";
import { candidateDoor } from "@/features/sign-in/doors";
import { ResetPage } from "@/features/sign-in/reset-page";

export const Route = createFileRoute("/portal/reset-password")({ component: Component });

function Component() {
  return <ResetPage door={candidateDoor} />;
}
