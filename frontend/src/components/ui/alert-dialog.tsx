import { lazy, Suspense, type ReactNode } from "react";
import { useOnceOpen } from "./use-once-open";

export interface AlertDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** The question with the object's name: `Delete “Northwind Ltd”?` */
  title: ReactNode;
  /** The effect: what will be gone, who is told, whether it can be undone. */
  effect: ReactNode;
  /** The verb of the title, never "OK". */
  confirm: string;
  tone?: "danger" | "primary";
  busy?: boolean;
  /** What the last try brought. The dialog stays. */
  error?: unknown;
  onConfirm: () => void;
  /** A reason field and the like. */
  children?: ReactNode;
}

/** Loaded with the first question; the shells fetch it once the page has come to rest. */
export const loadAlertDialog = () => import("./alert-dialog-body");
const AlertDialogBody = lazy(loadAlertDialog);

/** Asks before what cannot be taken back. Stays open until it is done; the safe answer has the focus. */
export function AlertDialog(props: AlertDialogProps) {
  return useOnceOpen(props.open) ? (
    <Suspense>
      <AlertDialogBody {...props} />
    </Suspense>
  ) : null;
}
