import { ArrowDown, ArrowUp, ChevronsUpDown } from "lucide-react";
import { Checkbox } from "@/components/ui/checkbox";
import { cn } from "@/lib/cn";
import { directionOf, nextSort } from "./list-state";
import { t } from "./messages";
import type { Column } from "./types";

interface HeadProps<Row> {
  columns: readonly Column<Row>[];
  sort: string | undefined;
  fallback: string;
  onSort: (sort: string | undefined) => void;
  /** How many of the rows shown are chosen; null when rows cannot be chosen. */
  chosen: "none" | "some" | "all" | null;
  onChooseAll: (all: boolean) => void;
  actions: boolean;
}

const ICONS = { ascending: ArrowUp, descending: ArrowDown, none: ChevronsUpDown };

export function Head<Row>({
  columns,
  sort,
  fallback,
  onSort,
  chosen,
  onChooseAll,
  actions,
}: HeadProps<Row>) {
  return (
    <thead>
      <tr className="h-9 border-b text-start text-meta text-muted">
        {chosen !== null && (
          <th scope="col" className="w-10 ps-2 text-start">
            <Checkbox
              aria-label={t("selectAll")}
              checked={chosen === "all"}
              mixed={chosen === "some"}
              onChange={(event) => onChooseAll(event.target.checked)}
            />
          </th>
        )}
        {columns.map((column) => {
          const direction = directionOf(sort, fallback, column.sort);
          const Icon = ICONS[direction];
          const by = column.sort;
          return (
            <th
              key={column.id}
              scope="col"
              aria-sort={by === undefined ? undefined : direction}
              style={{ width: column.width }}
              className={cn(
                "px-3 text-start font-medium whitespace-nowrap",
                column.align === "end" && "text-end",
              )}
            >
              {by === undefined ? (
                column.header
              ) : (
                <button
                  type="button"
                  onClick={() => onSort(nextSort(sort, fallback, by))}
                  className={cn(
                    "-mx-1 inline-flex h-7 items-center gap-1 rounded-control px-1 hover:text-fg touch:h-11",
                    direction !== "none" && "text-fg",
                  )}
                >
                  {column.header}
                  <Icon
                    aria-hidden
                    className={cn("size-3.5", direction === "none" && "opacity-60")}
                  />
                </button>
              )}
            </th>
          );
        })}
        {actions && (
          <th scope="col" className="w-12">
            <span className="sr-only">{t("actions")}</span>
          </th>
        )}
      </tr>
    </thead>
  );
}
