import { X } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { PAGE_SIZES, type ListParams } from "@/lib/search-params";
import { FilterMenu } from "./filter-menu";
import { activeFilters, ask, cleared, toggled, valuesOf } from "./list-state";
import { t } from "./messages";
import { SearchBox } from "./search-box";
import type { Filter, OnSearch } from "./types";
import { ViewMenu } from "./view-menu";

interface ToolbarProps<S extends ListParams> {
  caption: string;
  search: S;
  onSearch: OnSearch<S>;
  filters: readonly Filter[];
  columns: readonly { id: string; header: string }[];
  off: readonly string[];
  onToggleColumn: (id: string) => void;
  searchable: boolean;
  /** The list's own: export, another view. */
  extra?: ReactNode;
}

/** Over every list: search, filters, how it is drawn; and below, what narrows it now. */
export function Toolbar<S extends ListParams>({
  caption,
  search,
  onSearch,
  filters,
  columns,
  off,
  onToggleColumn,
  searchable,
  extra,
}: ToolbarProps<S>) {
  const active = activeFilters(search, filters);
  // A filter's name is one of the address's, which the route's own reader checks again.
  const put = (name: string, value: unknown) =>
    onSearch(ask(search, { [name]: value } as Partial<S>), { replace: true });
  const size = PAGE_SIZES.find((each) => each === search.limit) ?? 50;
  return (
    <div className="mb-3 grid gap-2">
      <div className="flex flex-wrap items-center gap-2">
        {searchable && (
          <SearchBox
            caption={caption}
            value={search.q ?? ""}
            onChange={(words) => put("q", words)}
          />
        )}
        {filters.map((filter) => (
          <FilterMenu
            key={filter.id}
            filter={filter}
            values={valuesOf(search, filter)}
            onToggle={(value) => put(filter.id, toggled(search, filter, value))}
            onClear={() => put(filter.id, undefined)}
          />
        ))}
        <div className="ms-auto flex items-center gap-1">
          {extra}
          <ViewMenu
            columns={columns}
            off={off}
            onToggle={onToggleColumn}
            size={size}
            onSize={(next) => put("limit", next === 50 ? undefined : next)}
          />
        </div>
      </div>
      {active.length > 0 && (
        <ul className="flex flex-wrap items-center gap-1.5">
          {active.map((each) => (
            <li
              key={each.id}
              className="inline-flex h-6 max-w-full items-center rounded-full bg-primary-soft ps-2.5 text-meta touch:h-11"
            >
              <span className="truncate">{each.text}</span>
              <button
                type="button"
                aria-label={t("clearFilter", { name: each.text })}
                onClick={() => put(each.id, undefined)}
                className="grid size-6 shrink-0 place-items-center rounded-full text-muted hover:text-fg touch:size-11"
              >
                <X aria-hidden className="size-3.5" />
              </button>
            </li>
          ))}
          <li>
            <Button
              tone="quiet"
              size="small"
              onClick={() => onSearch(cleared(search, filters), { replace: true })}
            >
              {t("clearAll")}
            </Button>
          </li>
        </ul>
      )}
    </div>
  );
}
