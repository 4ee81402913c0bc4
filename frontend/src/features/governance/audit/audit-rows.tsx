import { useWindowVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useRef, useState } from "react";
import { cn } from "@/lib/cn";
import { formatMoment } from "@/lib/format";
import { useZone } from "@/lib/use-zone";
import { t } from "./messages";
import { summaryOf, type Entry } from "./model";
import { spoken } from "./words";

const ROW_PX = 44;
/** Rows from the end at which the next page is asked for. */
const AHEAD = 20;

const COLUMNS =
  "md:grid md:grid-cols-[176px_minmax(0,1.1fr)_minmax(0,1fr)_minmax(0,1fr)_minmax(0,1.6fr)] md:items-center md:gap-3";

interface AuditRowsProps {
  entries: readonly Entry[];
  opened: string | null;
  onOpen: (entry: Entry) => void;
  onMore: () => void;
}

/** The log, newest first. Only the rows in sight are drawn; the page itself scrolls. */
export function AuditRows({ entries, opened, onOpen, onMore }: AuditRowsProps) {
  const zone = useZone();
  const box = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(0);
  useEffect(() => {
    setTop(box.current ? box.current.getBoundingClientRect().top + window.scrollY : 0);
  }, []);
  // oxlint-disable-next-line react/incompatible-library -- nothing it returns is handed on
  const rows = useWindowVirtualizer({
    count: entries.length,
    estimateSize: () => ROW_PX,
    overscan: 12,
    scrollMargin: top,
    getItemKey: (index) => entries[index]?.log_id ?? index,
  });
  const shown = rows.getVirtualItems();
  const last = shown.at(-1)?.index ?? 0;
  useEffect(() => {
    if (last >= entries.length - AHEAD) onMore();
  }, [last, entries.length, onMore]);
  return (
    <div
      role="table"
      aria-label={t("title")}
      aria-rowcount={entries.length + 1}
      className="rounded-card border bg-card text-dense"
    >
      <div role="rowgroup" className="max-md:sr-only">
        <div
          role="row"
          aria-rowindex={1}
          className={cn("border-b px-4 py-2 font-medium text-muted", COLUMNS)}
        >
          <span role="columnheader">{t("time")}</span>
          <span role="columnheader">{t("action")}</span>
          <span role="columnheader">{t("actor")}</span>
          <span role="columnheader">{t("object")}</span>
          <span role="columnheader">{t("change")}</span>
        </div>
      </div>
      <div
        ref={box}
        role="rowgroup"
        className="relative"
        style={{ height: `${rows.getTotalSize()}px` }}
      >
        {shown.map((row) => {
          const entry = entries[row.index];
          if (!entry) return null;
          const action = spoken(entry.action_type);
          return (
            <div
              key={row.key}
              ref={rows.measureElement}
              data-index={row.index}
              role="row"
              aria-rowindex={row.index + 2}
              style={{ transform: `translateY(${row.start - top}px)` }}
              className={cn(
                "absolute inset-x-0 top-0 min-h-11 border-b px-4 py-2 hover:bg-sunken has-[button:focus-visible]:outline-2 has-[button:focus-visible]:-outline-offset-2 has-[button:focus-visible]:outline-ring",
                COLUMNS,
                opened === entry.log_id && "bg-primary-soft",
              )}
            >
              <span role="cell" className="block text-muted max-md:text-meta">
                <time dateTime={entry.timestamp} title={`${entry.timestamp} (${t("utc")})`}>
                  {formatMoment(entry.timestamp, zone)}
                </time>
              </span>
              <span role="cell" className="block truncate">
                <button
                  type="button"
                  onClick={() => onOpen(entry)}
                  aria-label={t("open", { number: entry.number, action })}
                  className="max-w-full truncate text-start font-medium outline-none after:absolute after:inset-0"
                >
                  {action}
                </button>
              </span>
              <span role="cell" className="block truncate">
                {entry.user_email ?? t("system")}
              </span>
              <span role="cell" className="block truncate text-muted">
                {spoken(entry.entity_type)}{" "}
                <span className="font-mono text-meta">{entry.entity_id}</span>
              </span>
              <span role="cell" className="block truncate text-muted max-md:empty:hidden">
                {summaryOf(entry)}
              </span>
            </div>
          );
        })}
      </div>
    </div>
  );
}
