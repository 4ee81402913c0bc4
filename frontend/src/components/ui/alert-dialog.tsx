import { AlertDialog as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { t } from "@/components/messages";
import { explain } from "@/components/states/explain";
import { Button } from "./button";
import { overlayStyle } from "./dialog";
import { Notice } from "./notice";

interface AlertDialogProps {
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

/** Asks before what cannot be taken back. Stays open until it is done; the safe answer has the focus. */
export function AlertDialog({
  open,
  onOpenChange,
  title,
  effect,
  confirm,
  tone = "danger",
  busy = false,
  error,
  onConfirm,
  children,
}: AlertDialogProps) {
  return (
    <Radix.Root open={open} onOpenChange={(next) => !busy && onOpenChange(next)}>
      <Radix.Portal>
        <Radix.Overlay className={overlayStyle} />
        <Radix.Content
          data-slot="alert-dialog"
          className="fixed inset-x-4 top-1/2 z-overlay mx-auto max-h-[86dvh] max-w-md -translate-y-1/2 overflow-y-auto rounded-dialog bg-card p-6 shadow-pop data-[state=open]:animate-in data-[state=open]:fade-in-0"
        >
          <Radix.Title className="text-section break-words">{title}</Radix.Title>
          <Radix.Description asChild>
            <div className="mt-1 text-muted">{effect}</div>
          </Radix.Description>
          {children && <div className="mt-4">{children}</div>}
          {error !== undefined && error !== null && (
            <Notice tone="danger" announce className="mt-4">
              {explain(error)}
            </Notice>
          )}
          <div className="mt-5 flex flex-wrap justify-end gap-2 max-sm:[&>*]:flex-1">
            <Radix.Cancel asChild>
              <Button>{t("cancel")}</Button>
            </Radix.Cancel>
            <Button tone={tone} busy={busy} onClick={onConfirm}>
              {confirm}
            </Button>
          </div>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
