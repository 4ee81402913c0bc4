/**
 * One connection to the stream, kept alive: reads with the bearer token (EventSource cannot send one), notices a line
 * that went dead without a word, comes back with `Last-Event-ID`.
 */
import { createParser } from "eventsource-parser";
import { backoff } from "./backoff";
import { readEvent, type StreamEvent } from "./events";

/** The server sends a heartbeat every 15 s; two missed and a bit more is a dead line. */
export const LIVENESS_MS = 40_000;

export interface ConnectionOptions {
  /** Opens the stream, with a fresh token where the old one has ended. Throws, or answers what is not 200, on failure. */
  open: (lastEventId: string | null, signal: AbortSignal) => Promise<Response>;
  onEvent: (event: StreamEvent) => void;
  /** `again`: it was up before, so changes may have been missed. */
  onUp: (again: boolean) => void;
  onDown: () => void;
  random?: () => number;
}

/** Begins at once; the answer ends it. */
export function connect({
  open,
  onEvent,
  onUp,
  onDown,
  random = Math.random,
}: ConnectionOptions): () => void {
  const stop = new AbortController();
  let lastEventId: string | null = null;
  let before = false;
  let tries = 0;

  async function once(): Promise<"expired" | "closed"> {
    const line = new AbortController();
    const cut = () => line.abort();
    stop.signal.addEventListener("abort", cut, { once: true });
    let watch: ReturnType<typeof setTimeout> | undefined;
    const alive = () => {
      clearTimeout(watch);
      watch = setTimeout(cut, LIVENESS_MS);
    };
    let ending = "";
    try {
      alive();
      const response = await open(lastEventId, line.signal);
      if (!response.ok || response.body === null) throw new Error(`stream: ${response.status}`);
      const parser = createParser({
        onEvent: ({ id, event, data }) => {
          if (id) lastEventId = id;
          const read = readEvent(event, data);
          if (read === null) return;
          if (read.kind === "ready") {
            tries = 0;
            onUp(before);
            before = true;
          }
          if (read.kind === "end") ending = read.reason;
          onEvent(read);
        },
      });
      const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
      for (;;) {
        const { done, value } = await reader.read();
        if (done) break;
        alive();
        parser.feed(value);
      }
    } finally {
      clearTimeout(watch);
      stop.signal.removeEventListener("abort", cut);
    }
    return ending === "expired" ? "expired" : "closed";
  }

  async function run(): Promise<void> {
    while (!stop.signal.aborted) {
      const how = await once().catch(() => "closed" as const);
      if (stop.signal.aborted) return;
      // An ended token is the ordinary course: come back at once, nothing was missed that is not resumed.
      if (how === "expired") continue;
      onDown();
      await pause(backoff(tries++, random()), stop.signal);
    }
  }

  void run();
  return () => stop.abort();
}

/** Waits; the end, or the line coming back, cuts the wait short. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      globalThis.removeEventListener?.("online", done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener("abort", done);
    globalThis.addEventListener?.("online", done);
  });
}
