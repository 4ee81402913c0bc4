import { Outlet, useNavigate } from "@tanstack/react-router";
import { lazy, Suspense, useEffect, useMemo } from "react";
import { session, type Me } from "@/api/sessions";
import { can } from "@/auth/can";
import { useSession } from "@/auth/use-session";
import { Overlays } from "@/components/command/overlays";
import { useCommands, useShortcuts } from "@/components/command/registry";
import { featureCommands, goCommands, shellCommands } from "@/components/command/shell-commands";
import { loadOverlays } from "@/components/layout/load-overlays";
import { Shell } from "@/components/layout/shell";
import { CreateMenu, ProfileMenu, SearchButton } from "@/components/layout/topbar";
import { LiveMark } from "@/realtime/live-mark";
import { useLive } from "@/realtime/use-live";
import { Bell } from "@/features/notifications/bell";
import { commands, sources } from "./commands";
import { navigation } from "./navigation";
import { whenIdle } from "./when-idle";

const loadExpired = () => import("@/features/sign-in/internal-expired");
const InternalExpired = lazy(loadExpired);

/** What must be at hand when the line is bad, which is when it is needed. */
function loadAhead(): void {
  loadOverlays();
  loadExpired().catch(() => undefined);
}

function signOut(): void {
  void session.signOut();
}

/** The internal portal around its pages: bars, palette, keys, and the door that opens over the page when a session ends. */
export function InternalApp({ user }: { user: Me }) {
  const navigate = useNavigate();
  const { status } = useSession();
  const context = useMemo(() => ({ user, navigate }), [user, navigate]);
  const entries = useMemo(() => navigation.filter((entry) => entry.when(user)), [user]);
  useCommands(
    useMemo(
      () => [
        ...shellCommands(signOut),
        ...goCommands(entries, context),
        ...featureCommands(commands, context),
      ],
      [entries, context],
    ),
  );
  useShortcuts();
  const live = useLive(session);
  useEffect(() => whenIdle(loadAhead), []);
  return (
    <>
      <Shell
        navigation={entries}
        search={<SearchButton />}
        tools={
          <>
            <LiveMark state={live} />
            <CreateMenu />
            {can(user, "notifications:read") && <Bell />}
            <ProfileMenu
              user={user}
              onProfile={() => void navigate({ to: "/profile" })}
              onSignOut={signOut}
            />
          </>
        }
      >
        <Outlet />
      </Shell>
      <Overlays context={context} sources={sources} />
      <Suspense>{status === "expired" && <InternalExpired />}</Suspense>
    </>
  );
}
