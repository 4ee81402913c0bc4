import { useLayoutEffect, useRef, type FocusEvent, type KeyboardEvent } from "react";

/** What of a cell takes the focus: the one link in it, or the cell itself. */
function targetOf(cell: HTMLTableCellElement): HTMLElement {
  return cell.querySelector<HTMLElement>("a, button") ?? cell;
}

/** Where to, from a place; null for a key that moves nothing. Columns beyond a shorter row are its last. */
function moved(
  { key, ctrlKey }: Pick<KeyboardEvent, "key" | "ctrlKey">,
  at: { row: number; column: number },
  rows: number,
  columns: number,
  rtl: boolean,
): { row: number; column: number } | null {
  const forward = rtl ? "ArrowLeft" : "ArrowRight";
  const back = rtl ? "ArrowRight" : "ArrowLeft";
  if (key === "ArrowDown") return { ...at, row: Math.min(at.row + 1, rows - 1) };
  if (key === "ArrowUp") return { ...at, row: Math.max(at.row - 1, 0) };
  if (key === forward) return { ...at, column: Math.min(at.column + 1, columns - 1) };
  if (key === back) return { ...at, column: Math.max(at.column - 1, 0) };
  if (key === "Home") return { row: ctrlKey ? 0 : at.row, column: 0 };
  if (key === "End") return { row: ctrlKey ? rows - 1 : at.row, column: columns - 1 };
  return null;
}

/**
 * Keys of a grid (WAI-ARIA): one stop for Tab, and from there the arrows, Home and End (with Ctrl: of the whole grid).
 * The table has `role="grid"`; every cell, or the link in it, `tabIndex={-1}`. Which one Tab stops at is kept in the
 * document alone, so that moving draws nothing anew.
 */
export function useGridKeys() {
  const table = useRef<HTMLTableElement>(null);
  // The column that was meant, while a row in between has only one cell.
  const column = useRef(0);

  const stopAt = (target: HTMLElement) => {
    for (const old of table.current?.querySelectorAll('[tabindex="0"]') ?? [])
      old.setAttribute("tabindex", "-1");
    target.setAttribute("tabindex", "0");
  };
  // Rows come and go with the filters: one of what is there is always the stop.
  useLayoutEffect(() => {
    const first = table.current?.rows[0]?.cells[0];
    if (first && !table.current?.querySelector('[tabindex="0"]')) stopAt(targetOf(first));
  });

  const onKeyDown = (event: KeyboardEvent<HTMLTableElement>) => {
    const grid = table.current;
    const cell = event.target instanceof Element ? event.target.closest("td, th") : null;
    if (!grid || !(cell instanceof HTMLTableCellElement) || event.altKey || event.metaKey) return;
    const row = cell.closest("tr")?.rowIndex ?? 0;
    const cells = grid.rows[row]?.cells.length ?? 0;
    const here = { row, column: cells > 1 ? cell.cellIndex : column.current };
    const rtl = getComputedStyle(grid).direction === "rtl";
    const sideways = event.key.startsWith("Arrow") && !/Up|Down/.test(event.key);
    if (sideways && cells <= 1) return;
    const columns = Math.max(...Array.from(grid.rows, (each) => each.cells.length));
    const next = moved(event, here, grid.rows.length, columns, rtl);
    if (!next) return;
    event.preventDefault();
    column.current = next.column;
    const there = grid.rows[next.row]?.cells;
    const found = there?.[Math.min(next.column, there.length - 1)];
    if (found) targetOf(found).focus();
  };

  return {
    ref: table,
    onKeyDown,
    /** Also when it was pressed: Tab comes back to where the person was last. */
    onFocus: (event: FocusEvent<HTMLTableElement>) => stopAt(event.target),
  };
}
