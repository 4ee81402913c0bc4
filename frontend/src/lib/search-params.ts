/**
 * The part of the address after `?`. Plain words, not JSON: `?q=wei&status=NEW&status=IN_REVIEW`. Each route says with
 * small functions what it understands; what it does not understand, and what is the default anyway, is dropped.
 */

export type Raw = Record<string, unknown>;

/** For the router: repeated names become lists, everything else stays text. */
export function parseSearch(search: string): Record<string, string | string[]> {
  const found: Record<string, string | string[]> = {};
  for (const [name, value] of new URLSearchParams(search)) {
    const before = found[name];
    if (before === undefined) found[name] = value;
    else found[name] = Array.isArray(before) ? [...before, value] : [before, value];
  }
  return found;
}

/** For the router: the other way round. Empty values are left out. */
export function stringifySearch(search: Raw): string {
  const out = new URLSearchParams();
  for (const [name, value] of Object.entries(search)) {
    for (const each of Array.isArray(value) ? value : [value]) {
      if (each === undefined || each === null || each === "" || each === false) continue;
      out.append(name, String(each));
    }
  }
  const written = out.toString();
  return written ? `?${written}` : "";
}

function first(value: unknown): string | undefined {
  const one: unknown = Array.isArray(value) ? value[0] : value;
  return typeof one === "string" ? one : typeof one === "number" ? String(one) : undefined;
}

/** Any text, cut at `longest`. */
export function text(longest = 200) {
  return (value: unknown): string | undefined =>
    first(value)?.trim().slice(0, longest) || undefined;
}

export function oneOf<const T extends string>(allowed: readonly T[]) {
  return (value: unknown): T | undefined => {
    const one = first(value);
    return allowed.find((each) => each === one);
  };
}

export function manyOf<const T extends string>(allowed: readonly T[]) {
  return (value: unknown): T[] | undefined => {
    const given: unknown[] = Array.isArray(value) ? value : [value];
    const found = allowed.filter((each) => given.includes(each));
    return found.length > 0 ? found : undefined;
  };
}

export function whole(least: number, most: number) {
  return (value: unknown): number | undefined => {
    const one = first(value);
    if (one === undefined || !/^-?\d{1,9}$/.test(one)) return undefined;
    const number = Number(one);
    return number >= least && number <= most ? number : undefined;
  };
}

/** `2026-03-29`. */
export function day(value: unknown): string | undefined {
  const one = first(value);
  if (one === undefined || !/^\d{4}-\d{2}-\d{2}$/.test(one)) return undefined;
  const at = new Date(`${one}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(one) ? one : undefined;
}

export function flag(value: unknown): true | undefined {
  const one = first(value);
  return one === "true" || one === "1" || value === true ? true : undefined;
}

type Reader = (value: unknown) => unknown;
export type Read<Shape extends Record<string, Reader>> = {
  [K in keyof Shape]?: NonNullable<ReturnType<Shape[K]>>;
};

/**
 * A `validateSearch`: reads the named params, leaves out what is not there. Give it a name of its own before
 * `createFileRoute({...})`: written inside, the compiler loses the names.
 */
export function params<const Shape extends Record<string, Reader>>(
  shape: Shape,
): (raw: Raw) => Read<Shape> {
  return (raw) => {
    const found: Raw = {};
    for (const [name, read] of Object.entries(shape)) {
      const value = read(raw[name]);
      if (value !== undefined) found[name] = value;
    }
    return found as Read<Shape>;
  };
}

export const PAGE_SIZES = [25, 50, 100] as const;

/** What every list has in its address. `sort` as the API takes it: `-created_at` is newest first. */
export interface ListParams {
  q?: string;
  sort?: string;
  cursor?: string;
  limit?: (typeof PAGE_SIZES)[number];
}

/** A list's `validateSearch`: q, sort, cursor, limit and its own filters. The default sort is left out of the address. */
export function listParams<
  const Sort extends string,
  const Shape extends Record<string, Reader>,
>(options: { sorts: readonly Sort[]; filters: Shape }): (raw: Raw) => ListParams & Read<Shape> {
  const sorts = options.sorts.flatMap((each) => [each, `-${each}`]);
  const filters = params(options.filters);
  return (raw) => {
    const limit = whole(1, 200)(raw.limit);
    return {
      ...params({ q: text(100), sort: oneOf(sorts), cursor: text(512) })(raw),
      ...(PAGE_SIZES.some((size) => size === limit) && limit !== 50
        ? { limit: PAGE_SIZES.find((size) => size === limit) }
        : {}),
      ...filters(raw),
    };
  };
}

/** Only paths of our own may be returned to after sign-in; anything else would be a way to lead people astray. */
export function safeNext(value: unknown): string | undefined {
  const one = first(value);
  if (
    one === undefined ||
    !one.startsWith("/") ||
    /^\/[/\\]/.test(one) ||
    !/^[^\p{Cc}\\]*$/u.test(one)
  )
    return undefined;
  return one;
}
