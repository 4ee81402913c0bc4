import { createFileRoute, redirect } from "@tanstack/react-router";
import { portalSession } from "@/api/sessions";
import { ChangePage } from "@/features/sign-in/change-page";
import { candidateDoor } from "@/features/sign-in/doors";
import { params, safeNext } from "@/lib/search-params";

const validateSearch = params({ next: safeNext });

export const Route = createFileRoute("/portal/change-password")({
  validateSearch,
  beforeLoad: async ({ search }) => {
    const { status } = await portalSession.ready();
    if (status === "out") throw redirect({ to: "/portal/login", search });
  },
  component: Component,
});

function Component() {
  return <ChangePage door={candidateDoor} next={Route.useSearch().next} />;
}
