import { Outlet } from "@tanstack/react-router";
import { LogOut } from "lucide-react";
import { lazy, Suspense, useEffect } from "react";
import { portalSession } from "@/api/sessions";
import { usePortalSession } from "@/auth/use-session";
import { t } from "@/components/command/messages";
import { loadOverlays } from "@/components/layout/load-overlays";
import { PortalShell } from "@/components/layout/portal-shell";
import { IconButton } from "@/components/ui/icon-button";
import { Bell } from "@/features/portal-notifications/bell";
import { LiveMark } from "@/realtime/live-mark";
import { useLive } from "@/realtime/use-live";
import { loadErrorState } from "./page-error";
import { portalNavigation } from "./portal-navigation";
import { whenIdle } from "@/lib/when-idle";

const loadExpired = () => import("@/features/sign-in/candidate-expired");
const CandidateExpired = lazy(loadExpired);

/** What must be at hand when the line is bad, which is when it is needed. */
function loadAhead(): void {
  loadOverlays();
  loadErrorState().catch(() => undefined);
  loadExpired().catch(() => undefined);
}

/** The candidate portal around its pages. */
export function PortalApp() {
  const { status } = usePortalSession();
  const live = useLive(portalSession);
  useEffect(() => whenIdle(loadAhead), []);
  return (
    <>
      <PortalShell
        navigation={portalNavigation}
        tools={
          <>
            <LiveMark state={live} />
            <Bell />
            <IconButton
              icon={LogOut}
              label={t("signOut")}
              onClick={() => void portalSession.signOut()}
            />
          </>
        }
      >
        <Outlet />
      </PortalShell>
      <Suspense>{status === "expired" && <CandidateExpired />}</Suspense>
    </>
  );
}
