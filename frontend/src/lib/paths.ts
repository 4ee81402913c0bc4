import type { FileRoutesByTo } from "@/routeTree.gen";

/** Every page's path pattern, as the files under src/routes say it. */
export type Path = keyof FileRoutesByTo;
