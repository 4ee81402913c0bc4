import {
  DndContext,
  DragOverlay,
  MouseSensor,
  pointerWithin,
  TouchSensor,
  useSensor,
  useSensors,
} from "@dnd-kit/core";
import { useCallback, useId, useRef, useState, type KeyboardEvent, type ReactNode } from "react";
import { BoardCard } from "./board-card";
import { Column } from "./board-column";
import { EDGE, useEdge } from "./edge";
import { isArrow, neighbour, nextTarget } from "./keys";
import { t } from "./messages";
import type { BoardColumn, CardParts, Target } from "./types";

interface BoardProps<Card> {
  label: string;
  columns: readonly BoardColumn<Card>[];
  cardId: (card: Card) => string;
  cardName: (card: Card) => string;
  target: (card: Card, column: string) => Target;
  /** Put down on another column that allows it. */
  onMove: (card: Card, column: string) => void;
  onOpen: (card: Card) => void;
  renderCard: (card: Card, parts: CardParts) => ReactNode;
}

const SLACK_PX = 6;
const HOLD_MS = 220;

/** Columns of cards. Moves by pointer, by touch after a moment's hold, by keys, and by whatever menu a card brings. */
export function Board<Card>({
  label,
  columns,
  cardId,
  cardName,
  target,
  onMove,
  onOpen,
  renderCard,
}: BoardProps<Card>) {
  const how = useId();
  const wanted = useRef<{ id: string; column: string | null } | null>(null);
  const [active, setActive] = useState<string | null>(null);
  const [held, setHeld] = useState<{ id: string; over: number } | null>(null);
  const [dragged, setDragged] = useState<string | null>(null);
  const canScroll = useEdge(dragged !== null);
  const [menu, setMenu] = useState<string | null>(null);
  const [said, setSaid] = useState("");
  const sensors = useSensors(
    useSensor(MouseSensor, { activationConstraint: { distance: SLACK_PX } }),
    useSensor(TouchSensor, { activationConstraint: { delay: HOLD_MS, tolerance: SLACK_PX } }),
  );

  const find = (id: string | null) => {
    for (const [column, { cards }] of columns.entries()) {
      const index = cards.findIndex((card) => cardId(card) === id);
      const card = cards[index];
      if (card !== undefined) return { card, column, index };
    }
    return null;
  };
  /** One card of each column is in the order of Tab, so that each column can be scrolled without a pointer. */
  const activeAt = find(active)?.column;
  const moving = find(held?.id ?? dragged);
  const wantsFocus = useCallback((id: string, column: string) => {
    const now = wanted.current;
    if (now?.id !== id || (now.column ?? column) !== column) return false;
    wanted.current = null;
    return true;
  }, []);
  /** Once it is drawn, in that column if one is named: a card that moves is drawn anew there. */
  const focus = (id: string, column: string | null = null) => {
    wanted.current = { id, column };
    setActive(id);
  };
  const titleOf = (column: number) => columns[column]?.title ?? "";

  const put = (card: Card, from: number, to: number) => {
    const column = columns[to];
    if (!column || to === from || !target(card, column.id)?.allowed) return false;
    focus(cardId(card), column.id);
    onMove(card, column.id);
    return true;
  };

  const onKeyDown = (event: KeyboardEvent, card: Card, column: number, index: number) => {
    const id = cardId(card);
    const name = cardName(card);
    const { key } = event;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const mine = held?.id === id;
    if (mine) {
      event.preventDefault();
      if (key === "Escape" || key === "Tab") {
        setHeld(null);
        setSaid(t("putBack", { name, column: titleOf(column) }));
      } else if (key === " " || key === "Enter") {
        setHeld(null);
        const done = put(card, column, held.over);
        setSaid(t(done ? "movedTo" : "putBack", { name, column: titleOf(held.over) }));
      } else if (key === "ArrowLeft" || key === "ArrowRight") {
        const open = columns.map(
          (each, at) => at === column || (target(card, each.id)?.allowed ?? false),
        );
        const over = nextTarget(open, held.over, key);
        setSaid(
          over === held.over ? t("nowhere", { name }) : t("over", { name, column: titleOf(over) }),
        );
        setHeld({ id, over });
        document
          .querySelector(`[data-column="${CSS.escape(columns[over]?.id ?? "")}"]`)
          ?.scrollIntoView({ block: "nearest", inline: "nearest" });
      }
      return;
    }
    if (isArrow(key)) {
      const to = neighbour(
        columns.map((each) => each.cards.length),
        { column, card: index },
        key,
      );
      const next = columns[to.column]?.cards[to.card];
      if (next !== undefined) focus(cardId(next));
    } else if (key === " ") {
      const open = columns.some((each) => target(card, each.id)?.allowed);
      if (open) setHeld({ id, over: column });
      setSaid(t(open ? "pickedUp" : "stuck", { name, column: titleOf(column) }));
    } else if (key === "Enter") onOpen(card);
    else if (key === "m" || key === "M") setMenu(id);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <DndContext
      sensors={sensors}
      collisionDetection={pointerWithin}
      autoScroll={{ canScroll, threshold: { x: EDGE, y: EDGE } }}
      // Keys and what is said of them are our own.
      accessibility={{
        announcements: {
          onDragStart: () => undefined,
          onDragOver: () => undefined,
          onDragEnd: () => undefined,
          onDragCancel: () => undefined,
        },
      }}
      onDragStart={({ active: card }) => setDragged(String(card.id))}
      onDragCancel={() => setDragged(null)}
      onDragEnd={({ active: card, over }) => {
        setDragged(null);
        const from = find(String(card.id));
        const to = columns.findIndex((each) => each.id === over?.id);
        if (from && put(from.card, from.column, to))
          setSaid(t("movedTo", { name: cardName(from.card), column: titleOf(to) }));
      }}
    >
      <p id={how} className="sr-only">
        {t("how")}
      </p>
      <div role="status" aria-live="assertive" data-slot="board-status" className="sr-only">
        {said}
      </div>
      <div
        role="group"
        aria-label={label}
        className="relative flex h-full snap-x snap-proximity scroll-px-4 gap-3 overflow-x-auto px-4 pb-2 sm:scroll-px-6 sm:px-6"
      >
        {columns.map((column, at) => (
          <Column
            key={column.id}
            column={column}
            cardId={cardId}
            target={moving ? target(moving.card, column.id) : undefined}
            chosen={held?.over === at}
            reveal={active}
          >
            {(card, index) => {
              const id = cardId(card);
              return (
                <BoardCard
                  id={id}
                  label={t("card", {
                    name: cardName(card),
                    position: index + 1,
                    count: column.count,
                    column: column.title,
                  })}
                  describedBy={how}
                  reachable={at === activeAt ? id === active : index === 0}
                  held={held?.id === id}
                  wantsFocus={() => wantsFocus(id, column.id)}
                  movable={columns.some((each) => target(card, each.id)?.allowed)}
                  onFocus={() => {
                    // Whoever went elsewhere meanwhile is not called back.
                    if (wanted.current?.id !== id) wanted.current = null;
                    setActive(id);
                  }}
                  onKeyDown={(event) => onKeyDown(event, card, at, index)}
                >
                  {renderCard(card, {
                    tabIndex: id === active ? 0 : -1,
                    floating: false,
                    menuOpen: menu === id,
                    onMenu: (open) => setMenu(open ? id : null),
                  })}
                </BoardCard>
              );
            }}
          </Column>
        ))}
      </div>
      <DragOverlay dropAnimation={null}>
        {dragged && moving && (
          <div className="rotate-1 rounded-card border border-primary bg-card p-3 text-dense shadow-pop">
            {renderCard(moving.card, {
              tabIndex: -1,
              floating: true,
              menuOpen: false,
              onMenu: () => undefined,
            })}
          </div>
        )}
      </DragOverlay>
    </DndContext>
  );
}
