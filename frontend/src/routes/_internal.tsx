import { QueryClientProvider } from "@tanstack/react-query";
import { createFileRoute } from "@tanstack/react-router";
import { InternalApp } from "@/app/internal-app";
import { queryClient } from "@/app/query-client";
import { requireInternal } from "@/auth/guards";
import { useSession } from "@/auth/use-session";

export const Route = createFileRoute("/_internal")({
  beforeLoad: requireInternal,
  component: Component,
});

function Component() {
  const { user } = useSession();
  // Signed out a moment ago: the guard is about to send to the door.
  if (user === null) return null;
  return (
    <QueryClientProvider client={queryClient}>
      <InternalApp user={user} />
    </QueryClientProvider>
  );
}
