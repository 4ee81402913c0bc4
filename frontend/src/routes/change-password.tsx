import { createFileRoute, redirect } from "@tanstack/react-router";
import { session } from "@/api/sessions";
import { ChangePage } from "@/features/sign-in/change-page";
import { internalDoor } from "@/features/sign-in/doors";
import { params, safeNext } from "@/lib/search-params";

const validateSearch = params({ next: safeNext });

export const Route = createFileRoute("/change-password")({
  validateSearch,
  beforeLoad: async ({ search }) => {
    const { status } = await session.ready();
    if (status === "out") throw redirect({ to: "/login", search });
  },
  component: Component,
});

function Component() {
  return <ChangePage door={internalDoor} next={Route.useSearch().next} />;
}
