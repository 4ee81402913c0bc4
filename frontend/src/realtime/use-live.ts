import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import type { Session } from "@/api/session";
import { keys } from "@/lib/keys";
import type { Handlers, LiveState } from "./live";
import { isNotifications, isTouched } from "./touched";

/** Without a live line, what is shown is looked at again this often. */
const POLL_MS = 60_000;

/** Many changes at once (an import, a busy minute) are one look, not fifty. */
const GATHER_MS = 150;

/** Keeps what is shown up to date while the portal is open. */
export function useLive<User>(session: Session<User>): LiveState {
  const client = useQueryClient();
  const [state, setState] = useState<LiveState>("starting");
  const { subject } = session;

  useEffect(() => {
    if (subject === null) return;
    const waiting: Parameters<typeof isTouched>[1][] = [];
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = () => {
      timer = undefined;
      const changes = waiting.splice(0);
      void client.invalidateQueries({
        predicate: ({ queryKey }) => changes.some((change) => isTouched(queryKey, change)),
      });
    };
    const handlers: Handlers = {
      onState: setState,
      onMissed: () => void client.invalidateQueries(),
      onEvent: (event) => {
        if (event.kind === "change") {
          waiting.push(event.change);
          timer ??= setTimeout(look, GATHER_MS);
        } else if (event.kind === "ready" && event.unread !== null) {
          client.setQueryData(keys.notifications.of("unread"), { unread_count: event.unread });
        } else if (event.kind === "notification") {
          void client.invalidateQueries({ predicate: ({ queryKey }) => isNotifications(queryKey) });
        }
      },
    };
    let wanted = true;
    let stop: (() => void) | undefined;
    // The page is drawn without it; then it comes at once, or what is changed meanwhile would be missed.
    import("./live").then(
      ({ follow }) => {
        if (wanted) stop = follow(session, handlers);
      },
      () => setState("paused"),
    );
    return () => {
      wanted = false;
      clearTimeout(timer);
      stop?.();
    };
  }, [client, session, subject]);

  useEffect(() => {
    if (state !== "paused") return;
    const timer = setInterval(() => {
      if (document.visibilityState === "visible")
        void client.invalidateQueries({ refetchType: "active" });
    }, POLL_MS);
    return () => clearInterval(timer);
  }, [client, state]);

  return state;
}
