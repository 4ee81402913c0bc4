import { useCallback, useState } from "react";

const BEFORE = 560;

/** The width of the box a chart stands in, so that its words keep their size on a phone. */
export function useWidth(): [
  ref: (box: HTMLElement | null) => (() => void) | undefined,
  width: number,
] {
  const [width, setWidth] = useState(BEFORE);
  const ref = useCallback((box: HTMLElement | null) => {
    if (!box || typeof ResizeObserver === "undefined") return undefined;
    const watch = new ResizeObserver(([entry]) => {
      const found = Math.round(entry?.contentRect.width ?? 0);
      if (found > 0) setWidth(found);
    });
    watch.observe(box);
    return () => watch.disconnect();
  }, []);
  return [ref, width];
}
