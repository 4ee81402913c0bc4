import { QueryClientProvider } from "@tanstack/react-query";
import { createFileRoute } from "@tanstack/react-router";
import { PortalApp } from "@/app/portal-app";
import { queryClient } from "@/app/query-client";
import { requireCandidate } from "@/auth/guards";
import { usePortalSession } from "@/auth/use-session";

export const Route = createFileRoute("/portal/_app")({
  beforeLoad: requireCandidate,
  component: Component,
});

function Component() {
  // Signed out a moment ago: the guard is about to send to the door.
  if (usePortalSession().user === null) return null;
  return (
    <QueryClientProvider client={queryClient}>
      <PortalApp />
    </QueryClientProvider>
  );
}
