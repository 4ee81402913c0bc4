import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { connect, LIVENESS_MS } from "./connection";
import type { StreamEvent } from "./events";

/** A stream that the test writes to. */
function line() {
  let controller!: ReadableStreamDefaultController<Uint8Array>;
  const body = new ReadableStream<Uint8Array>({ start: (given) => void (controller = given) });
  const encoder = new TextEncoder();
  return {
    response: new Response(body),
    say: (text: string) => controller.enqueue(encoder.encode(text)),
    close: () => controller.close(),
    cutBy: (signal: AbortSignal) =>
      signal.addEventListener("abort", () => controller.error(new Error("cut"))),
  };
}

function start() {
  const lines: ReturnType<typeof line>[] = [];
  const asked: (string | null)[] = [];
  const events: StreamEvent[] = [];
  const up = vi.fn();
  const down = vi.fn();
  let failing = false;
  const stop = connect({
    open: async (lastEventId, signal) => {
      asked.push(lastEventId);
      if (failing) throw new Error("no line");
      const one = line();
      one.cutBy(signal);
      lines.push(one);
      return one.response;
    },
    onEvent: (event) => events.push(event),
    onUp: up,
    onDown: down,
    random: () => 1,
  });
  return { lines, asked, events, up, down, stop, fail: (now: boolean) => (failing = now) };
}

const settle = () => vi.advanceTimersByTimeAsync(0);

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("says when it is up, and hands on what comes", async () => {
  const c = start();
  await settle();
  c.lines[0]?.say('event: ready\ndata: {"unread_count": 2}\n\n');
  c.lines[0]?.say('id: 1.a\nevent: notification\ndata: {"notification_id": "ntf_1"}\n\n');
  await settle();
  expect(c.up).toHaveBeenCalledExactlyOnceWith(false);
  expect(c.events.map((each) => each.kind)).toEqual(["ready", "notification"]);
  c.stop();
});

test("comes back where it was, after a growing wait, and says that it was away", async () => {
  const c = start();
  await settle();
  c.lines[0]?.say(
    'event: ready\ndata: {"unread_count": 0}\n\nid: 7.b\nevent: notification\ndata: {"notification_id": "ntf_1"}\n\n',
  );
  await settle();
  c.fail(true);
  c.lines[0]?.close();
  await settle();
  expect(c.down).toHaveBeenCalledOnce();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(c.asked).toEqual([null, "7.b"]);
  c.fail(false);
  await vi.advanceTimersByTimeAsync(1_999);
  expect(c.asked).toHaveLength(2);
  await vi.advanceTimersByTimeAsync(1);
  expect(c.asked).toEqual([null, "7.b", "7.b"]);
  c.lines[1]?.say('event: ready\ndata: {"unread_count": 0}\n\n');
  await settle();
  expect(c.up).toHaveBeenLastCalledWith(true);
  c.stop();
});

test("a line that is silent for too long is cut; a heartbeat keeps it", async () => {
  const c = start();
  await settle();
  c.lines[0]?.say('event: ready\ndata: {"unread_count": 0}\n\n');
  await vi.advanceTimersByTimeAsync(LIVENESS_MS - 1_000);
  c.lines[0]?.say(": heartbeat\n\n");
  await vi.advanceTimersByTimeAsync(LIVENESS_MS - 1_000);
  expect(c.down).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(c.down).toHaveBeenCalledOnce();
  c.stop();
});

test("an ended token brings it back at once", async () => {
  const c = start();
  await settle();
  c.lines[0]?.say(
    'event: ready\ndata: {"unread_count": 0}\n\nevent: end\ndata: {"reason": "expired"}\n\n',
  );
  c.lines[0]?.close();
  await settle();
  expect(c.down).not.toHaveBeenCalled();
  expect(c.asked).toHaveLength(2);
  c.stop();
});

test("the end is the end", async () => {
  const c = start();
  await settle();
  c.stop();
  await vi.advanceTimersByTimeAsync(120_000);
  expect(c.asked).toHaveLength(1);
});
