/**
 * What could not be loaded while a service was away is asked for again until it answers. Quietly: meanwhile the page
 * goes on saying what failed, or showing what is old, and its buttons stay where they are.
 */
import {
  focusManager,
  type Query,
  type QueryClient,
  type QueryFunctionContext,
} from "@tanstack/react-query";
import { isProblem, type Problem } from "@/api/problem";

const FIRST_MS = 1_000;
const LONGEST_MS = 30_000;

/** Begins at once, also with what failed before; the answer ends it. */
export function comeBack(client: QueryClient): () => void {
  const cache = client.getQueryCache();
  const followed = new Set<Query>();
  const stop = new AbortController();

  const look = (query: Query) => {
    if (followed.has(query) || trouble(query) === null) return;
    followed.add(query);
    void follow(client, query, stop.signal).finally(() => followed.delete(query));
  };
  cache.getAll().forEach(look);
  const end = cache.subscribe(({ query }) => look(query));
  return () => {
    end();
    stop.abort();
  };
}

/** Why something that is on the page is not there or is old; null when that will not pass by itself. */
function trouble(query: Query): Problem | null {
  const { status, fetchStatus, error } = query.state;
  const failed = status === "error" && fetchStatus === "idle" && query.isActive();
  return failed && isProblem(error) && error.passing ? error : null;
}

async function follow(client: QueryClient, query: Query, stop: AbortSignal): Promise<void> {
  let last = trouble(query);
  for (let tries = 0; last !== null; tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, pauseMs(last, tries)));
    if (stop.aborted || trouble(query) === null) return;
    // Nobody looks. Whoever comes back to the tab has everything on it looked at anyway.
    if (!focusManager.isFocused()) continue;
    last = await ask(client, query, stop);
  }
  await client.refetchQueries({ predicate: (each) => each === query });
}

/** Half to the whole of a growing pause, so that a thousand tabs do not come at once; never before the server wants. */
function pauseMs(last: Problem | null, tries: number): number {
  const own = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(tries, 10)) * (0.5 + Math.random() / 2);
  return Math.max(own, (last?.retryAfter ?? 0) * 1000);
}

/** The same question once, past the cache: null when it was answered, be it with a refusal. */
async function ask(
  client: QueryClient,
  query: Query,
  signal: AbortSignal,
): Promise<Problem | null> {
  const { queryKey, meta } = query;
  const { queryFn, initialPageParam } = query.options as {
    queryFn?: unknown;
    initialPageParam?: unknown;
  };
  if (typeof queryFn !== "function") return null;
  const context = {
    client,
    queryKey,
    meta,
    signal,
    pageParam: initialPageParam,
    direction: "forward",
  };
  try {
    await (queryFn as (context: QueryFunctionContext) => unknown)(context as QueryFunctionContext);
    return null;
  } catch (error) {
    return isProblem(error) && error.passing ? error : null;
  }
}
