import { useCallback, useEffect, useRef, type ReactNode } from "react";
import { ErrorState } from "@/components/states/error-state";
import { NoMatch } from "@/components/states/no-match";
import { StaleStrip } from "@/components/states/stale-strip";
import { Skeleton, useLate } from "@/components/ui/skeleton";
import { cn } from "@/lib/cn";
import type { ListParams } from "@/lib/search-params";
import { BulkBar } from "./bulk-bar";
import { Head } from "./head";
import { activeFilters, ask, cleared } from "./list-state";
import { t } from "./messages";
import { Pager } from "./pager";
import { Cards, Rows, SkeletonRows } from "./rows";
import { Toolbar } from "./toolbar";
import type { Column, Filter, ListQuery, OnSearch } from "./types";
import { useColumnChoice } from "./use-columns";
import { useNarrow } from "./use-narrow";
import { useRowKeys } from "./use-row-keys";
import { useSelection } from "./use-selection";

interface DataTableProps<Row, S extends ListParams> {
  /** Names the table's own choices in the browser: "jobs". */
  id: string;
  /** What is listed, for all who do not see it: "Jobs". */
  caption: string;
  query: ListQuery<Row>;
  /** The first names the row and holds its link; it cannot be switched off. */
  columns: readonly Column<Row>[];
  rowId: (row: Row) => string;
  rowName: (row: Row) => string;
  search: S;
  onSearch: OnSearch<S>;
  filters?: readonly Filter[];
  /** The API's own order. */
  defaultSort?: string;
  searchable?: boolean;
  /** When there is nothing at all: what will be here, why it is empty, one action. */
  empty: ReactNode;
  rowActions?: (row: Row) => ReactNode;
  /** Rows can be chosen; draws what can be done with them. */
  bulk?: (rows: Row[], clear: () => void) => ReactNode;
  onPeek?: (row: Row) => void;
  toolbar?: ReactNode;
}

const NO_FILTERS: readonly Filter[] = [];

/** A list that the server filters, sorts and pages, with all of its six states. */
export function DataTable<Row, S extends ListParams>({
  id,
  caption,
  query,
  columns,
  rowId,
  rowName,
  search,
  onSearch,
  filters = NO_FILTERS,
  defaultSort = "-created_at",
  searchable = true,
  empty,
  rowActions,
  bulk,
  onPeek,
  toolbar,
}: DataTableProps<Row, S>) {
  const box = useRef<HTMLDivElement>(null);
  const narrow = useNarrow();
  const { off, toggle } = useColumnChoice(id, columns);
  const selection = useSelection(JSON.stringify(search));
  const late = useLate(query.isPending);
  const long = useLate(query.isPending, 4_000);
  const slow = useLate(query.isPlaceholderData, 400);

  const rows = query.data?.items ?? [];
  const shown = columns.filter((column, at) => at === 0 || !off.includes(column.id));
  const chosen = rows.filter((row) => selection.ids.has(rowId(row)));
  const active = activeFilters(search, filters);

  const latest = useRef({ selection, rows, rowId, onPeek });
  useEffect(() => {
    latest.current = { selection, rows, rowId, onPeek };
  });
  const select = useCallback((row: string) => latest.current.selection.toggle(row), []);
  const peek = useCallback((wanted: string) => {
    const { rows: now, rowId: idOf, onPeek: open } = latest.current;
    const row = now.find((each) => idOf(each) === wanted);
    if (row) open?.(row);
  }, []);
  useRowKeys({ box, onSelect: bulk ? select : undefined, onPeek: onPeek ? peek : undefined });

  const nothing = query.data !== undefined && rows.length === 0;
  const bare = nothing && active.length === 0 && search.cursor === undefined;
  const parts = {
    rows,
    columns: shown,
    rowId,
    rowName,
    rowActions,
    selection: bulk ? selection : null,
  };

  return (
    <div ref={box} data-slot="data-table">
      {!bare && (
        <Toolbar
          caption={caption}
          search={search}
          onSearch={onSearch}
          filters={filters}
          columns={columns.slice(1)}
          off={off}
          onToggleColumn={toggle}
          searchable={searchable}
          extra={toolbar}
        />
      )}
      {query.data !== undefined && query.error !== null && (
        <div className="mb-3">
          <StaleStrip
            error={query.error}
            busy={query.isFetching}
            onRetry={() => void query.refetch()}
          />
        </div>
      )}
      {query.data === undefined && query.error !== null ? (
        <ErrorState error={query.error} what={caption} onRetry={() => void query.refetch()} />
      ) : bare ? (
        empty
      ) : nothing ? (
        <NoMatch
          filters={active.map((each) => each.text)}
          onClear={() => onSearch(cleared(search, filters), { replace: true })}
        />
      ) : (
        <div
          aria-busy={query.isFetching}
          className={cn("transition-opacity duration-150", slow && "opacity-60")}
        >
          {query.isPending && (
            <p role="status" className={long ? "mb-3 text-muted" : "sr-only"}>
              {long ? t("stillLoading", { caption }) : late ? t("loading", { caption }) : ""}
            </p>
          )}
          {narrow ? (
            query.isPending ? (
              <div className="grid gap-2">
                {late &&
                  Array.from({ length: 6 }, (_, at) => (
                    <Skeleton key={at} className="h-32 rounded-card" />
                  ))}
              </div>
            ) : (
              <Cards {...parts} />
            )
          ) : (
            <div className="relative overflow-x-auto rounded-card border bg-card">
              <table className="w-full border-collapse text-dense">
                <caption className="sr-only">{caption}</caption>
                <Head
                  columns={shown}
                  sort={search.sort}
                  fallback={defaultSort}
                  onSort={(sort) =>
                    onSearch(ask(search, { sort } as Partial<S>), { replace: true })
                  }
                  chosen={
                    !bulk
                      ? null
                      : chosen.length === 0
                        ? "none"
                        : chosen.length === rows.length
                          ? "all"
                          : "some"
                  }
                  onChooseAll={(all) => selection.set(all ? rows.map(rowId) : [])}
                  actions={rowActions !== undefined}
                />
                {query.isPending ? (
                  <SkeletonRows
                    columns={shown.length}
                    extra={(bulk ? 1 : 0) + (rowActions ? 1 : 0)}
                    rows={late ? 8 : 0}
                  />
                ) : (
                  <Rows {...parts} />
                )}
              </table>
            </div>
          )}
        </div>
      )}
      {query.data && !bare && !(nothing && search.cursor === undefined) && (
        <Pager
          caption={caption}
          page={query.data}
          search={search}
          onSearch={onSearch}
          busy={slow}
        />
      )}
      {bulk && (
        <BulkBar count={chosen.length} onClear={() => selection.set([])}>
          {bulk(chosen, () => selection.set([]))}
        </BulkBar>
      )}
    </div>
  );
}
