import { createFileRoute } from "@tanstack/react-router";
import { candidateDoor } from "@/features/sign-in/doors";
import { ForgotPage } from "@/features/sign-in/forgot-page";

export const Route = createFileRoute("/portal/forgot-password")({ component: Component });

function Component() {
  return <ForgotPage door={candidateDoor} />;
}
