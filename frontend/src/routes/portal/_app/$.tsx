import { createFileRoute } from "@tanstack/react-router";
import { NotFound } from "@/components/states/not-found";

/** An address of the candidate portal that no page has. */
export const Route = createFileRoute("/portal/_app/$")({ component: Component });

function Component() {
  return <NotFound page />;
}
