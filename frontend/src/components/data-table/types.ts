import type { ReactNode } from "react";
import type { ListParams } from "@/lib/search-params";

/** A page of a list, as the API answers it. */
export interface PageOf<Row> {
  items: Row[];
  next_cursor: string | null;
  total?: number | null;
}

/** What the table needs of a query's result; `useQuery(...)` fits. */
export interface ListQuery<Row> {
  data: PageOf<Row> | undefined;
  error: unknown;
  isPending: boolean;
  isFetching: boolean;
  isPlaceholderData: boolean;
  refetch: () => unknown;
}

export interface Column<Row> {
  id: string;
  header: string;
  cell: (row: Row) => ReactNode;
  /** The API's name to sort by, when it can. */
  sort?: string;
  align?: "end";
  /** CSS; the first column takes what is left when none is given. */
  width?: string;
  /** Left out until somebody asks for it. */
  hidden?: boolean;
}

export interface Choice {
  value: string;
  label: string;
}

/** A filter over a search param of the same name. */
export interface Filter {
  id: string;
  label: string;
  options: readonly Choice[];
  /** Several values at once: `status=open&status=on_hold`. */
  many?: boolean;
}

/** The list's part of the address. */
export type Search = ListParams & Record<string, unknown>;

export interface SearchChange {
  /** Typing replaces the entry of the history; turning a page adds one. */
  replace: boolean;
}

export type OnSearch<S> = (next: S, change: SearchChange) => void;
