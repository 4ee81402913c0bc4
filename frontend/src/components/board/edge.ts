import { useCallback, useEffect, useRef } from "react";

/** This near to an end of what scrolls, as a share of its size, a dragged card scrolls it. */
export const EDGE = 0.2;

interface Place {
  x: number;
  y: number;
}

interface Span {
  start: number;
  size: number;
  /** Of what is inside. */
  content: number;
}

function near(at: number, { start, size, content }: Span): boolean {
  return content > size && (at <= start + EDGE * size || at >= start + size - EDGE * size);
}

/** Whether the pointer is where it scrolls this element, by where both are now. */
export function atEdge(element: Element, { x, y }: Place): boolean {
  const whole = element === document.scrollingElement;
  const { left, top } = whole ? { left: 0, top: 0 } : element.getBoundingClientRect();
  const { clientWidth, clientHeight, scrollWidth, scrollHeight } = element;
  return (
    near(x, { start: left, size: clientWidth, content: scrollWidth }) ||
    near(y, { start: top, size: clientHeight, content: scrollHeight })
  );
}

/**
 * For dnd-kit's `canScroll`. When the pointer leaves the column of its card, the library takes that column's place for
 * the board's until it has measured again; on a busy machine the board ran away under the pointer meanwhile.
 */
export function useEdge(dragging: boolean): (element: Element) => boolean {
  const pointer = useRef<Place | null>(null);
  useEffect(() => {
    if (!dragging) return undefined;
    const follow = (event: MouseEvent | TouchEvent) => {
      const { clientX, clientY } = "touches" in event ? (event.touches[0] ?? {}) : event;
      if (clientX !== undefined && clientY !== undefined)
        pointer.current = { x: clientX, y: clientY };
    };
    const options = { capture: true, passive: true };
    const kinds = ["mousemove", "touchmove"] as const;
    for (const kind of kinds) window.addEventListener(kind, follow, options);
    return () => {
      for (const kind of kinds) window.removeEventListener(kind, follow, options);
      pointer.current = null;
    };
  }, [dragging]);
  return useCallback((element) => pointer.current !== null && atEdge(element, pointer.current), []);
}
