/**
 * One stream for all tabs of a browser: the tab that holds the lock reads it and tells the others; when it is closed,
 * the next one takes over. Several tabs with streams of their own would soon be refused (five for each person).
 */
import type { Session } from "@/api/session";
import { backend } from "@/api/address";
import { connect } from "./connection";
import type { StreamEvent } from "./events";

/** After this long without a line the mark is shown and lists are asked for again from time to time. */
const PAUSED_AFTER_MS = 30_000;
/** A first connection that takes longer may have missed something that the lists do not show. */
const SLOW_MS = 1_000;
/** The leading tab says this often that it lives; two misses mean that it sleeps. */
const PULSE_MS = 15_000;

export type LiveState = "starting" | "live" | "paused";

type Told =
  | { kind: "event"; event: StreamEvent }
  | { kind: "state"; state: LiveState }
  | { kind: "missed" }
  | { kind: "hello" };

export interface Handlers {
  onEvent: (event: StreamEvent) => void;
  /** Something may have happened unheard: look at everything that is shown. */
  onMissed: () => void;
  onState: (state: LiveState) => void;
}

/** Follows the stream of the session until the answer is called. */
export function follow<User>(session: Session<User>, handlers: Handlers): () => void {
  const name = `arbeit.live.${session.audience}.${session.subject ?? ""}`;
  const channel = typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel(name);
  const stop = new AbortController();
  let leading = false;
  let state: LiveState = "starting";
  let grace: ReturnType<typeof setTimeout> | undefined;
  let heard = Date.now();

  const setState = (next: LiveState) => {
    if (state === next) return;
    state = next;
    handlers.onState(next);
    if (leading) channel?.postMessage({ kind: "state", state: next } satisfies Told);
  };
  const down = () => {
    grace ??= setTimeout(() => setState("paused"), PAUSED_AFTER_MS);
  };
  const up = () => {
    clearTimeout(grace);
    grace = undefined;
    setState("live");
  };
  const tell = (told: Told) => channel?.postMessage(told);

  const lead = () => {
    leading = true;
    const began = Date.now();
    down();
    const disconnect = connect({
      open: (lastEventId, signal) => open(session, lastEventId, signal),
      onEvent: (event) => {
        handlers.onEvent(event);
        tell({ kind: "event", event });
      },
      onUp: (again) => {
        up();
        // What happened while a slow line was being made was heard by nobody.
        if (!again && Date.now() - began < SLOW_MS) return;
        handlers.onMissed();
        tell({ kind: "missed" });
      },
      onDown: down,
    });
    const pulse = setInterval(() => tell({ kind: "state", state }), PULSE_MS);
    stop.signal.addEventListener("abort", () => {
      clearInterval(pulse);
      disconnect();
    });
  };

  channel?.addEventListener("message", (message: MessageEvent<Told>) => {
    const told = message.data;
    if (told.kind === "hello") {
      if (leading) tell({ kind: "state", state });
      return;
    }
    if (leading) return;
    heard = Date.now();
    if (told.kind === "event") handlers.onEvent(told.event);
    else if (told.kind === "missed") handlers.onMissed();
    else if (told.state === "live") up();
    else setState(told.state);
  });
  const watch = setInterval(() => {
    if (!leading && Date.now() - heard > 2 * PULSE_MS + 5_000) setState("paused");
  }, PULSE_MS);

  if (typeof navigator !== "undefined" && navigator.locks && channel) {
    navigator.locks
      .request(name, { signal: stop.signal }, () => {
        if (!stop.signal.aborted) lead();
        // The lock is held until this tab is closed or signed out.
        return new Promise<void>((release) =>
          stop.signal.addEventListener("abort", () => release()),
        );
      })
      .catch(() => undefined);
    tell({ kind: "hello" });
  } else lead();

  return () => {
    stop.abort();
    clearTimeout(grace);
    clearInterval(watch);
    channel?.close();
  };
}

/** With a token that is good now: the stream ends with its token, and comes back with the next. */
async function open<User>(
  session: Session<User>,
  lastEventId: string | null,
  signal: AbortSignal,
): Promise<Response> {
  const ask = () =>
    fetch(`${backend()}/api/notifications/stream`, {
      signal,
      cache: "no-store",
      headers: {
        Accept: "text/event-stream",
        Authorization: `Bearer ${session.token ?? ""}`,
        ...(lastEventId ? { "Last-Event-ID": lastEventId } : {}),
      },
    });
  if (session.state.status === "expired" && !(await session.untilSignedIn()))
    throw new Error("signed out");
  const response = await ask();
  if (response.status !== 401) return response;
  if (!(await session.refresh()) && !(await session.untilSignedIn())) throw new Error("signed out");
  return ask();
}
