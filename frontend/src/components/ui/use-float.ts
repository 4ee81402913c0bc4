import { useLayoutEffect, type RefObject } from "react";

const GAP = 4;
const EDGE = 12;
const TALLEST = 320;

/** Where a list of `wanted` pixels goes: below its control where it fits or there is more room, else above. Pure. */
export function placeOf(
  control: { top: number; bottom: number; left: number; width: number },
  wanted: number,
  view: { height: number; width: number },
): { top?: number; bottom?: number; left: number; width: number; height: number } {
  const below = view.height - control.bottom - GAP - EDGE;
  const above = control.top - GAP - EDGE;
  const width = Math.min(control.width, view.width - 2 * EDGE);
  const left = Math.min(Math.max(control.left, EDGE), view.width - width - EDGE);
  const under = below >= Math.min(wanted, TALLEST) || below >= above;
  const height = Math.min(TALLEST, under ? below : above);
  return under
    ? { top: control.bottom + GAP, left, width, height }
    : { bottom: view.height - control.top + GAP, left, width, height };
}

/** Lays `list` (an element with `popover="manual"`) over everything, at `control`, while `open`. */
export function useFloat(
  open: boolean,
  control: RefObject<HTMLElement | null>,
  list: RefObject<HTMLElement | null>,
): void {
  useLayoutEffect(() => {
    const floating = list.current;
    if (!open || !floating) return;
    const place = () => {
      if (!control.current) return;
      const at = placeOf(control.current.getBoundingClientRect(), floating.scrollHeight, {
        height: window.innerHeight,
        width: window.innerWidth,
      });
      const px = (value: number | undefined) => (value === undefined ? "auto" : `${value}px`);
      Object.assign(floating.style, {
        top: px(at.top),
        bottom: px(at.bottom),
        left: px(at.left),
        width: px(at.width),
        maxHeight: px(at.height),
      });
    };
    // Where the browser has no top layer, the fixed place does nearly as well.
    floating.showPopover?.();
    place();
    window.addEventListener("resize", place);
    window.addEventListener("scroll", place, true);
    return () => {
      window.removeEventListener("resize", place);
      window.removeEventListener("scroll", place, true);
      if (floating.isConnected) floating.hidePopover?.();
    };
  }, [open, control, list]);
}
