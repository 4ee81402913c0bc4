import { createFileRoute } from "@tanstack/react-router";
import { requirePermission } from "@/auth/guards";
import { ClientPage } from "@/features/clients/client-page";
import { CLIENT_TABS } from "@/features/clients/tabs";
import { oneOf, params } from "@/lib/search-params";

const validateSearch = params({ tab: oneOf(CLIENT_TABS) });

export const Route = createFileRoute("/_internal/clients/$clientId")({
  validateSearch,
  beforeLoad: requirePermission("clients:read"),
  component: Component,
});

function Component() {
  const { clientId } = Route.useParams();
  const { tab } = Route.useSearch();
  return <ClientPage key={clientId} id={clientId} tab={tab ?? "overview"} />;
}
