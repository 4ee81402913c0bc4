import { QueryClientProvider } from "@tanstack/react-query";
import { createFileRoute, Outlet } from "@tanstack/react-router";
import { session } from "@/api/sessions";
import { navigation } from "@/app/navigation";
import { queryClient } from "@/app/query-client";
import { requireInternal } from "@/auth/guards";
import { useSession } from "@/auth/use-session";
import { Shell } from "@/components/layout/shell";
import { internalDoor } from "@/features/sign-in/doors";
import { SessionExpired } from "@/features/sign-in/session-expired";

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
      <Shell user={user} navigation={navigation}>
        <Outlet />
      </Shell>
      <SessionExpired session={session} door={internalDoor} />
    </QueryClientProvider>
  );
}
