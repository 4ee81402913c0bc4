import { useDraggable } from "@dnd-kit/core";
import { useEffect, useRef, type KeyboardEvent, type ReactNode } from "react";
import { cn } from "@/lib/cn";

interface BoardCardProps {
  id: string;
  label: string;
  describedBy: string;
  /** The one card of its column that Tab reaches. */
  reachable: boolean;
  /** In the hand, by keyboard. */
  held: boolean;
  /** Asks for the focus as soon as it is drawn; told when it has it. */
  wantsFocus: () => boolean;
  movable: boolean;
  onFocus: () => void;
  onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
  children: ReactNode;
}

/** A card that can be dragged, and worked by keys while it has the focus itself. */
export function BoardCard({
  id,
  label,
  describedBy,
  reachable,
  held,
  wantsFocus,
  movable,
  onFocus,
  onKeyDown,
  children,
}: BoardCardProps) {
  const { listeners, setNodeRef, isDragging } = useDraggable({ id, disabled: !movable });
  const box = useRef<HTMLDivElement | null>(null);
  useEffect(() => {
    if (wantsFocus()) box.current?.focus();
  });
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- a group that keys work on, as a grid's cell
    <div
      ref={(element) => {
        box.current = element;
        setNodeRef(element);
      }}
      role="group"
      aria-label={label}
      aria-describedby={describedBy}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- see above
      tabIndex={reachable ? 0 : -1}
      data-card={id}
      {...listeners}
      onKeyDown={(event) => {
        if (event.target === event.currentTarget) onKeyDown(event);
      }}
      onFocus={onFocus}
      className={cn(
        "relative rounded-card border bg-card p-3 text-dense shadow-[0_1px_2px_var(--shadow)] outline-offset-1 select-none",
        movable && "cursor-grab",
        held && "border-primary bg-primary-soft",
        isDragging && "opacity-40",
      )}
    >
      {children}
    </div>
  );
}
