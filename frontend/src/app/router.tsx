import { createRouter } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { parseSearch, stringifySearch } from "@/lib/search-params";
import { routeTree } from "@/routeTree.gen";
import { PageError } from "./page-error";
import { PagePending } from "./page-pending";

const NotFound = lazy(async () => ({
  default: (await import("@/components/states/not-found")).NotFound,
}));

export function createAppRouter() {
  return createRouter({
    routeTree,
    parseSearch,
    stringifySearch,
    scrollRestoration: true,
    defaultPreload: "intent",
    // The cache of answers decides what is fresh, not the router.
    defaultPreloadStaleTime: 0,
    defaultPendingMs: 200,
    defaultPendingComponent: PagePending,
    defaultErrorComponent: PageError,
    defaultNotFoundComponent: () => (
      <Suspense>
        <NotFound page />
      </Suspense>
    ),
  });
}

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}
