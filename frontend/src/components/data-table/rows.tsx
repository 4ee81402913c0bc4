import type { MouseEvent, ReactNode } from "react";
import { Checkbox } from "@/components/ui/checkbox";
import { Skeleton } from "@/components/ui/skeleton";
import { cn } from "@/lib/cn";
import { t } from "./messages";
import type { Column } from "./types";
import type { Selection } from "./use-selection";

export interface RowsProps<Row> {
  rows: readonly Row[];
  columns: readonly Column<Row>[];
  rowId: (row: Row) => string;
  rowName: (row: Row) => string;
  selection: Selection | null;
  rowActions?: (row: Row) => ReactNode;
}

function choose(
  event: MouseEvent,
  selection: Selection,
  id: string,
  order: readonly string[],
): void {
  if (event.shiftKey) selection.extend(id, order);
  else selection.toggle(id);
}

/** The body of the table. The first cell names the row and holds its link; the whole row answers to a click on nothing else. */
export function Rows<Row>({
  rows,
  columns,
  rowId,
  rowName,
  selection,
  rowActions,
}: RowsProps<Row>) {
  const order = rows.map(rowId);
  return (
    <tbody>
      {rows.map((row) => {
        const id = rowId(row);
        const chosen = selection?.ids.has(id) ?? false;
        return (
          <tr
            key={id}
            data-row={id}
            aria-selected={selection ? chosen : undefined}
            className={cn(
              "group h-row border-b transition-colors duration-150 last:border-b-0 focus-within:bg-sunken/60 hover:bg-sunken/60",
              chosen && "bg-primary-soft hover:bg-primary-soft",
            )}
          >
            {selection && (
              <td className="ps-2">
                <Checkbox
                  aria-label={t("selectRow", { name: rowName(row) })}
                  checked={chosen}
                  onChange={() => undefined}
                  onClick={(event) => choose(event, selection, id, order)}
                />
              </td>
            )}
            {columns.map((column, at) => {
              const Cell = at === 0 ? "th" : "td";
              return (
                <Cell
                  key={column.id}
                  scope={at === 0 ? "row" : undefined}
                  className={cn(
                    "max-w-80 truncate px-3 py-1 text-start font-normal",
                    at === 0 && "font-medium [&_a:hover]:underline",
                    column.align === "end" && "text-end tabular-nums",
                  )}
                >
                  {column.cell(row)}
                </Cell>
              );
            })}
            {rowActions && <td className="pe-2 text-end">{rowActions(row)}</td>}
          </tr>
        );
      })}
    </tbody>
  );
}

/** Where there is no room for columns: one card for each row, every value with its label. */
export function Cards<Row>({
  rows,
  columns,
  rowId,
  rowName,
  selection,
  rowActions,
}: RowsProps<Row>) {
  const [first, ...rest] = columns;
  const order = rows.map(rowId);
  return (
    <ul className="grid gap-2">
      {rows.map((row) => {
        const id = rowId(row);
        const chosen = selection?.ids.has(id) ?? false;
        return (
          <li
            key={id}
            data-row={id}
            className={cn(
              "rounded-card border bg-card p-3",
              chosen && "border-primary bg-primary-soft",
            )}
          >
            <div className="flex items-start gap-2">
              {selection && (
                <Checkbox
                  aria-label={t("selectRow", { name: rowName(row) })}
                  checked={chosen}
                  onChange={() => undefined}
                  onClick={(event) => choose(event, selection, id, order)}
                />
              )}
              <div className="min-w-0 flex-1 pt-0.5 font-medium break-words">
                {first?.cell(row)}
              </div>
              {rowActions?.(row)}
            </div>
            {rest.length > 0 && (
              <dl className="mt-2 grid grid-cols-[minmax(88px,auto)_minmax(0,1fr)] items-baseline gap-x-3 gap-y-1.5">
                {rest.map((column) => (
                  <div key={column.id} className="contents">
                    <dt className="text-meta text-muted">{column.header}</dt>
                    <dd className="min-w-0 break-words">{column.cell(row)}</dd>
                  </div>
                ))}
              </dl>
            )}
          </li>
        );
      })}
    </ul>
  );
}

/** The table before its rows are there: the same boxes, nothing jumps. */
export function SkeletonRows({
  columns,
  rows = 8,
  extra,
}: {
  columns: number;
  rows?: number;
  extra: number;
}) {
  return (
    <tbody aria-hidden>
      {Array.from({ length: rows }, (_, row) => (
        <tr key={row} className="h-row border-b last:border-b-0">
          {Array.from({ length: columns + extra }, (__, column) => (
            <td key={column} className="px-3">
              <Skeleton className={column === 0 ? "w-40" : "w-20"} />
            </td>
          ))}
        </tr>
      ))}
    </tbody>
  );
}
