import { createFileRoute } from "@tanstack/react-router";
import { internalDoor } from "@/features/sign-in/doors";
import { ForgotPage } from "@/features/sign-in/forgot-page";

export const Route = createFileRoute("/forgot-password")({ component: Component });

function Component() {
  return <ForgotPage door={internalDoor} />;
}
