import { lazy, Suspense, type ComponentProps, type ReactNode } from "react";
import { cn } from "@/lib/cn";
import { useOnceOpen } from "./use-once-open";

export interface DialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  /** One sentence: what this is for. */
  description?: ReactNode;
  children: ReactNode;
  /** Buttons; the one that does it is last. */
  footer?: ReactNode;
  size?: "normal" | "wide";
  /** Asked before it closes by Escape or a click outside; false keeps it open (unsaved work). */
  mayClose?: () => boolean;
  /** False draws no cross: what is asked must be answered. */
  closable?: boolean;
}

/** Loaded with the first dialog; the shells fetch it once the page has come to rest. */
export const loadDialog = () => import("./dialog-body");
const DialogBody = lazy(loadDialog);

/** Asks for something over the page. Labelled, traps the focus, gives it back. */
export function Dialog(props: DialogProps) {
  return useOnceOpen(props.open) ? (
    <Suspense>
      <DialogBody {...props} />
    </Suspense>
  ) : null;
}

/** For forms, whose buttons must lie inside the form: the same bar as `footer`. */
export function DialogFooter({ className, ...rest }: ComponentProps<"div">) {
  return (
    <div
      className={cn(
        "flex flex-wrap justify-end gap-2 border-t px-6 py-3 max-sm:[&>*]:flex-1",
        className,
      )}
      {...rest}
    />
  );
}
