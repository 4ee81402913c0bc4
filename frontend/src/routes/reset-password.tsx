import { createFileRoute } from "@tanstack/react-router";
import { internalDoor } from "@/features/sign-in/doors";
import { ResetPage } from "@/features/sign-in/reset-page";

export const Route = createFileRoute("/reset-password")({ component: Component });

function Component() {
  return <ResetPage door={internalDoor} />;
}
