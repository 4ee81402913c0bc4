import type { Session } from "@/api/session";
import { portalSession, session } from "@/api/sessions";
import { preferencesOf } from "@/lib/preferences";
import type { createAppRouter } from "./router";

type AppRouter = ReturnType<typeof createAppRouter>;

/** Keeps the page in step with who is signed in, here and in the other tabs. The cache does so itself (query-client). */
export function followSessions(router: AppRouter): void {
  follow(session, router, (path) => !path.startsWith("/portal"));
  follow(portalSession, router, (path) => path.startsWith("/portal"));
}

function follow<User>(
  one: Session<User>,
  router: AppRouter,
  owns: (path: string) => boolean,
): void {
  let before = one.state.status;
  one.subscribe(() => {
    const { status } = one.state;
    if (status === "in" && one.subject !== null) preferencesOf(one.subject);
    // The guard of the page sends to the right door.
    if (status === "out" && before !== "unknown" && owns(router.state.location.pathname))
      void router.invalidate();
    before = status;
  });
  one.onStranger(() => location.reload());
}
