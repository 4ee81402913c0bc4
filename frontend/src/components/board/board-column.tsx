import { useDroppable } from "@dnd-kit/core";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useDeferredValue, useEffect, useId, useRef, type ReactNode } from "react";
import { cn } from "@/lib/cn";
import { formatNumber } from "@/lib/format";
import type { BoardColumn, Target } from "./types";

interface ColumnProps<Card> {
  column: BoardColumn<Card>;
  cardId: (card: Card) => string;
  /** Where the card in the hand or at the pointer may go; undefined while there is none. */
  target: Target | undefined;
  /** The keyboard holds a card over it. */
  chosen: boolean;
  /** This card must be in sight. */
  reveal: string | null;
  children: (card: Card, index: number) => ReactNode;
}

const CARD_HEIGHT = 112;
const GAP = 8;

/** One column: its head with the count, and only those cards drawn that are in sight. */
export function Column<Card>({
  column,
  cardId,
  target,
  chosen,
  reveal,
  children,
}: ColumnProps<Card>) {
  const heading = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const closed = target !== undefined && target !== null && !target.allowed;
  const { setNodeRef, isOver } = useDroppable({ id: column.id, disabled: closed });
  const { cards } = column;
  // The first cards of all columns at once would be one long task: they are drawn in slices, between which the page answers.
  const drawn = useDeferredValue(cards.length > 0, false);
  // oxlint-disable-next-line react/incompatible-library -- nothing here is memoized
  const virtual = useVirtualizer({
    count: cards.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => CARD_HEIGHT,
    getItemKey: (index) => {
      const card = cards[index];
      return card === undefined ? index : cardId(card);
    },
    gap: GAP,
    overscan: 4,
  });
  const at = reveal === null ? -1 : cards.findIndex((card) => cardId(card) === reveal);
  useEffect(() => {
    if (at >= 0) virtual.scrollToIndex(at, { align: "auto" });
  }, [at, virtual]);

  return (
    <section
      ref={setNodeRef}
      aria-labelledby={heading}
      data-column={column.id}
      className={cn(
        "flex h-full w-[min(280px,82vw)] shrink-0 snap-start flex-col rounded-card bg-sunken transition-opacity duration-150",
        closed && "opacity-50",
        (isOver || chosen) && target?.allowed && "outline-2 -outline-offset-2 outline-primary",
      )}
    >
      <header className="flex items-center gap-2 px-3 pt-3 pb-2">
        {column.mark}
        <h2 id={heading} className="min-w-0 truncate font-medium">
          {column.title}
        </h2>
        <span className="tabular text-dense text-muted">{formatNumber(column.count)}</span>
      </header>
      {closed && target.reason && (
        <p className="px-3 pb-2 text-dense text-muted">{target.reason}</p>
      )}
      <div
        ref={scroller}
        className="min-h-24 flex-1 overflow-y-auto px-2 pb-2"
        // Columns scroll: a keyboard must reach them even when they hold no card.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scrolling region
        tabIndex={cards.length === 0 ? 0 : -1}
        role="region"
        aria-labelledby={heading}
      >
        {column.state}
        {drawn && (
          <ul className="relative" style={{ height: virtual.getTotalSize() }}>
            {virtual.getVirtualItems().map((item) => {
              const card = cards[item.index];
              return card === undefined ? null : (
                <li
                  key={item.key}
                  ref={virtual.measureElement}
                  data-index={item.index}
                  aria-setsize={column.count}
                  aria-posinset={item.index + 1}
                  className="absolute inset-x-0 top-0"
                  style={{ transform: `translateY(${item.start}px)` }}
                >
                  {children(card, item.index)}
                </li>
              );
            })}
          </ul>
        )}
        {column.foot}
      </div>
    </section>
  );
}
