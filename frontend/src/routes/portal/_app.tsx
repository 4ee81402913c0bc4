import { QueryClientProvider } from "@tanstack/react-query";
import { createFileRoute, Outlet } from "@tanstack/react-router";
import { portalSession } from "@/api/sessions";
import { portalNavigation } from "@/app/navigation";
import { queryClient } from "@/app/query-client";
import { requireCandidate } from "@/auth/guards";
import { usePortalSession } from "@/auth/use-session";
import { PortalShell } from "@/components/layout/portal-shell";
import { candidateDoor } from "@/features/sign-in/doors";
import { SessionExpired } from "@/features/sign-in/session-expired";

export const Route = createFileRoute("/portal/_app")({
  beforeLoad: requireCandidate,
  component: Component,
});

function Component() {
  // Signed out a moment ago: the guard is about to send to the door.
  if (usePortalSession().user === null) return null;
  return (
    <QueryClientProvider client={queryClient}>
      <PortalShell navigation={portalNavigation}>
        <Outlet />
      </PortalShell>
      <SessionExpired session={portalSession} door={candidateDoor} />
    </QueryClientProvider>
  );
}
