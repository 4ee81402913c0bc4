import { lazy, Suspense, type ReactNode } from "react";
import { useOnceOpen } from "./use-once-open";

export interface SheetProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  description?: ReactNode;
  side?: "start" | "end";
  /** For a peek panel beside a list; the menu stays slim. */
  wide?: boolean;
  children: ReactNode;
  footer?: ReactNode;
}

/** Loaded with the first sheet; the shells fetch it once the page has come to rest. */
export const loadSheet = () => import("./sheet-body");
const SheetBody = lazy(loadSheet);

/** Comes in from the side: the menu on small screens, a peek at a row. */
export function Sheet(props: SheetProps) {
  return useOnceOpen(props.open) ? (
    <Suspense>
      <SheetBody {...props} />
    </Suspense>
  ) : null;
}
