import { Outlet, useLocation, useNavigate } from "@tanstack/react-router";
import { lazy, Suspense, useEffect, useMemo } from "react";
import { session, type Me } from "@/api/sessions";
import { can } from "@/auth/can";
import { useSession } from "@/auth/use-session";
import { Overlays } from "@/components/command/overlays";
import { useCommands, useShortcuts } from "@/components/command/registry";
import { featureCommands, goCommands, shellCommands } from "@/components/command/shell-commands";
import { loadMenus } from "@/components/layout/load-menus";
import { loadOverlays } from "@/components/layout/load-overlays";
import { Shell } from "@/components/layout/shell";
import { CreateMenu, ProfileMenu, SearchButton } from "@/components/layout/topbar";
import { LiveMark } from "@/realtime/live-mark";
import { useLive } from "@/realtime/use-live";
import { Bell } from "@/features/notifications/bell";
import { commands } from "./commands";
import { navigation } from "./navigation";
import { loadErrorState } from "./page-error";
import { whenIdle } from "@/lib/when-idle";

const loadPalette = () => import("./full-palette");
const Palette = lazy(loadPalette);
const loadExpired = () => import("@/features/sign-in/internal-expired");
const InternalExpired = lazy(loadExpired);

/** What must be at hand when the line is bad, which is when it is needed. */
function loadAhead(): void {
  loadMenus();
  loadOverlays();
  loadErrorState().catch(() => undefined);
  loadExpired().catch(() => undefined);
}

function signOut(): void {
  void session.signOut();
}

/** The internal portal around its pages: bars, palette, keys, and the door that opens over the page when a session ends. */
export function InternalApp({ user }: { user: Me }) {
  const navigate = useNavigate();
  const { status } = useSession();
  const path = useLocation({ select: (location) => location.pathname });
  const context = useMemo(() => ({ user, navigate }), [user, navigate]);
  const entries = useMemo(() => navigation.filter((entry) => entry.when(user)), [user]);
  useCommands(
    useMemo(
      () => [
        ...shellCommands(signOut),
        ...goCommands(entries, context),
        ...featureCommands(commands, context, path),
      ],
      [entries, context, path],
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
      <Overlays context={context} palette={Palette} />
      <Suspense>{status === "expired" && <InternalExpired />}</Suspense>
    </>
  );
}
