import { createFileRoute, redirect } from "@tanstack/react-router";
import { session } from "@/api/sessions";
import { SignInPage } from "@/features/sign-in/sign-in-page";
import { params, safeNext } from "@/lib/search-params";

const validateSearch = params({ next: safeNext });

export const Route = createFileRoute("/login")({
  validateSearch,
  beforeLoad: async ({ search }) => {
    const { status } = await session.ready().catch(() => session.state);
    if (status === "in") throw redirect({ href: search.next ?? "/" });
  },
  component: Component,
});

function Component() {
  return <SignInPage next={Route.useSearch().next} />;
}
