import { QueryClient } from "@tanstack/react-query";
import { isProblem } from "@/api/problem";
import type { Session } from "@/api/session";
import { portalSession, session } from "@/api/sessions";
import { whenIdle } from "@/lib/when-idle";

const TRIES = 2;
const LONGEST_WAIT_MS = 30_000;

/** Reads are tried again when the trouble passes by itself; writes never are, only a person may do that. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        // Asked even when the browser thinks that it is offline: waiting without a word would look like a slow page.
        networkMode: "always",
        refetchOnReconnect: true,
        retry: (failures, error) => failures < TRIES && isProblem(error) && error.passing,
        retryDelay: (failures, error) =>
          isProblem(error) && error.retryAfter !== null
            ? Math.min(error.retryAfter * 1000, LONGEST_WAIT_MS)
            : 400 * 2 ** failures,
      },
      mutations: { retry: false, networkMode: "always" },
    },
  });
}

/**
 * The one cache of answers. Loaders and layouts import it; it is not in the router's context, because the pages before
 * sign-in should not have to load it.
 */
export const queryClient = createQueryClient();

function follow<User>(one: Session<User>): void {
  let before = one.state.status;
  one.subscribe(() => {
    const { status } = one.state;
    if (status === "out" && before !== "unknown") queryClient.clear();
    // What failed or waited while the session was over is asked for again.
    if (status === "in" && before === "expired") void queryClient.invalidateQueries();
    before = status;
  });
}

follow(session);
follow(portalSession);

// Needed when a service is away, so it is loaded ahead; nothing of it before the first page is there.
whenIdle(() => {
  import("./come-back").then(({ comeBack }) => comeBack(queryClient)).catch(() => undefined);
});
