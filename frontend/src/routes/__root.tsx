import { createRootRoute, Outlet } from "@tanstack/react-router";
import { RouteFocus } from "@/components/layout/route-focus";

export const Route = createRootRoute({ component: Root });

function Root() {
  return (
    <>
      <Outlet />
      <RouteFocus />
    </>
  );
}
