import { lazy, Suspense } from "react";
import { PopRoot, PopTrigger, usePop, type PopProps, type PopTriggerProps } from "./pop";
import type { PopoverContentProps } from "./popover-body";
import { useOnceOpen } from "./use-once-open";

/** Loaded with the first popover; the shell fetches it once the page has come to rest. */
export const loadPopover = () => import("./popover-body");
const PopoverBody = lazy(loadPopover);

export function Popover(props: PopProps) {
  return <PopRoot {...props} />;
}

export function PopoverTrigger(props: PopTriggerProps) {
  const { open, setOpen } = usePop();
  return <PopTrigger kind="dialog" load={loadPopover} onClick={() => setOpen(!open)} {...props} />;
}

/** Give it an `aria-label`, or `aria-labelledby` its heading. */
export function PopoverContent(props: PopoverContentProps) {
  const { open } = usePop();
  return useOnceOpen(open) ? (
    <Suspense>
      <PopoverBody {...props} />
    </Suspense>
  ) : null;
}
