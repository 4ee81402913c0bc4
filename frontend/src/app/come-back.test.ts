import { focusManager, QueryClient, QueryObserver } from "@tanstack/react-query";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Problem } from "@/api/problem";
import { comeBack } from "./come-back";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

function problem(status: number, retryAfter: number | null = null): Problem {
  return new Problem({ status, type: "x", title: "", detail: "", retryAfter });
}

/** A page with one thing on it, and what the server does when it is asked. */
function page(answer: () => unknown) {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const queryFn = vi.fn(async () => {
    const given = answer();
    if (given instanceof Error) throw given;
    return given;
  });
  const observer = new QueryObserver(client, { queryKey: ["jobs"], queryFn, staleTime: Infinity });
  const seen: string[] = [];
  const leave = observer.subscribe(({ status }) => {
    if (seen.at(-1) !== status) seen.push(status);
  });
  const stop = comeBack(client);
  return { client, queryFn, observer, seen, leave, stop };
}

test("a service that comes back is noticed, and until then the page keeps still", async () => {
  let away = true;
  const { observer, seen, queryFn, stop } = page(() => (away ? problem(503) : ["a job"]));
  await vi.advanceTimersByTimeAsync(20_000);
  expect(queryFn.mock.calls.length).toBeGreaterThan(2);
  expect(seen).toEqual(["pending", "error"]);
  away = false;
  await vi.advanceTimersByTimeAsync(30_000);
  expect(observer.getCurrentResult().data).toEqual(["a job"]);
  const calls = queryFn.mock.calls.length;
  await vi.advanceTimersByTimeAsync(120_000);
  expect(queryFn).toHaveBeenCalledTimes(calls);
  stop();
});

test("what is old stays while it is asked for again", async () => {
  let away = false;
  const { client, observer, seen, stop } = page(() => (away ? problem(0) : ["a job"]));
  await vi.advanceTimersByTimeAsync(0);
  away = true;
  await client.invalidateQueries();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(observer.getCurrentResult()).toMatchObject({ status: "error", data: ["a job"] });
  away = false;
  await vi.advanceTimersByTimeAsync(30_000);
  expect(observer.getCurrentResult().status).toBe("success");
  expect(seen.filter((each) => each === "pending")).toHaveLength(1);
  stop();
});

test("a refusal is not asked again, and not what nobody looks at any more", async () => {
  const refused = page(() => problem(404));
  await vi.advanceTimersByTimeAsync(60_000);
  expect(refused.queryFn).toHaveBeenCalledTimes(1);
  refused.stop();
  const left = page(() => problem(503));
  await vi.advanceTimersByTimeAsync(0);
  left.leave();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(left.queryFn).toHaveBeenCalledTimes(1);
  left.stop();
});

test("not before the server wants to be asked, and not while the tab is hidden", async () => {
  const busy = page(() => problem(429, 40));
  await vi.advanceTimersByTimeAsync(39_000);
  expect(busy.queryFn).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(busy.queryFn).toHaveBeenCalledTimes(2);
  busy.stop();
  focusManager.setFocused(false);
  const unseen = page(() => problem(503));
  await vi.advanceTimersByTimeAsync(60_000);
  expect(unseen.queryFn).toHaveBeenCalledTimes(1);
  focusManager.setFocused(undefined);
  await vi.advanceTimersByTimeAsync(31_000);
  expect(unseen.queryFn.mock.calls.length).toBeGreaterThan(1);
  unseen.stop();
});

test("a refusal from the one that came back is shown as such", async () => {
  let away = true;
  const { observer, stop } = page(() => problem(away ? 503 : 403));
  await vi.advanceTimersByTimeAsync(1_000);
  away = false;
  await vi.advanceTimersByTimeAsync(30_000);
  expect(observer.getCurrentResult().error).toMatchObject({ status: 403 });
  stop();
});
