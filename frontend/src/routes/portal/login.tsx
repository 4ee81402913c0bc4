import { createFileRoute, redirect } from "@tanstack/react-router";
import { portalSession } from "@/api/sessions";
import { CandidateSignInPage } from "@/features/sign-in/sign-in-page";
import { params, safeNext } from "@/lib/search-params";

const validateSearch = params({ next: safeNext });

export const Route = createFileRoute("/portal/login")({
  validateSearch,
  beforeLoad: async ({ search }) => {
    const { status } = await portalSession.ready().catch(() => portalSession.state);
    if (status === "in") throw redirect({ href: search.next ?? "/portal" });
  },
  component: Component,
});

function Component() {
  return <CandidateSignInPage next={Route.useSearch().next} />;
}
