import { createFileRoute } from "@tanstack/react-router";
import { NotFound } from "@/components/states/not-found";

/** An address that no page has: said inside the shell, from which everything else can be reached. */
export const Route = createFileRoute("/_internal/$")({ component: Component });

function Component() {
  return <NotFound page />;
}
