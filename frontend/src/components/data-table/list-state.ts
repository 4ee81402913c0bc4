/** What filters, sorting and paging do to the address. Pure. */
import type { ListParams } from "@/lib/search-params";
import { t } from "./messages";
import type { Filter } from "./types";

/** Another question than before: the cursor belonged to the old one. */
export function ask<S extends ListParams>(search: S, change: Partial<S>): S {
  return tidy({ ...search, ...change, cursor: undefined });
}

export function turnTo<S extends ListParams>(search: S, cursor: string | undefined): S {
  return tidy({ ...search, cursor });
}

function tidy<S extends ListParams>(search: S): S {
  const kept = { ...search };
  for (const [name, value] of Object.entries(kept)) {
    if (value === undefined || value === "" || (Array.isArray(value) && value.length === 0))
      Reflect.deleteProperty(kept, name);
  }
  return kept;
}

export type Direction = "ascending" | "descending" | "none";

/** How a column is sorted now; `fallback` is the API's own order. */
export function directionOf(
  sort: string | undefined,
  fallback: string,
  column: string | undefined,
): Direction {
  const now = sort ?? fallback;
  if (column === undefined) return "none";
  return now === column ? "ascending" : now === `-${column}` ? "descending" : "none";
}

/** The next sort when a head is pressed: ascending, descending, and then the default again. */
export function nextSort(
  sort: string | undefined,
  fallback: string,
  column: string,
): string | undefined {
  const direction = directionOf(sort, fallback, column);
  const next =
    direction === "none"
      ? column
      : direction === "ascending"
        ? `-${column}`
        : fallback === `-${column}`
          ? column
          : fallback;
  return next === fallback ? undefined : next;
}

export function valuesOf(search: object, filter: Pick<Filter, "id">): string[] {
  const value: unknown = Reflect.get(search, filter.id);
  if (value === undefined || value === null) return [];
  return (Array.isArray(value) ? value : [value]).map(String);
}

/** A value put on or taken off. */
export function toggled(
  search: object,
  filter: Filter,
  value: string,
): string[] | string | undefined {
  const now = valuesOf(search, filter);
  if (!filter.many) return now.includes(value) ? undefined : value;
  const next = now.includes(value) ? now.filter((each) => each !== value) : [...now, value];
  // In the order of the options, so that the same choice is always the same address.
  return filter.options.map((option) => option.value).filter((each) => next.includes(each));
}

export interface ActiveFilter {
  id: string;
  text: string;
}

/** What narrows the list now, in words. */
export function activeFilters(search: ListParams, filters: readonly Filter[]): ActiveFilter[] {
  const chosen = filters.flatMap((filter) => {
    const values = valuesOf(search, filter);
    if (values.length === 0) return [];
    const words = values.map(
      (value) => filter.options.find((option) => option.value === value)?.label ?? value,
    );
    return [
      { id: filter.id, text: t("filterChip", { label: filter.label, values: words.join(", ") }) },
    ];
  });
  return search.q ? [{ id: "q", text: t("searchChip", { words: search.q }) }, ...chosen] : chosen;
}

/** Without any filter; sort, page size and what is no filter stay. */
export function cleared<S extends ListParams>(search: S, filters: readonly Filter[]): S {
  const without: S = { ...search, q: undefined, cursor: undefined };
  for (const filter of filters) Reflect.deleteProperty(without, filter.id);
  return tidy(without);
}
