import { AlertDialog as Radix } from "radix-ui";
import { t } from "@/components/messages";
import { Explained } from "@/components/states/explained";
import type { AlertDialogProps } from "./alert-dialog";
import { Button } from "./button";
import { Notice } from "./notice";
import { overlayStyle } from "./overlay";
import { keepForInner, useReturnFocus } from "./use-return-focus";

/** Asks before what cannot be taken back. Stays open until it is done; the safe answer has the focus. */
export default function AlertDialogBody({
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
  const focus = useReturnFocus();
  return (
    <Radix.Root open={open} onOpenChange={(next) => !busy && onOpenChange(next)}>
      <Radix.Portal>
        <Radix.Overlay className={overlayStyle} />
        <Radix.Content
          {...focus}
          onEscapeKeyDown={keepForInner}
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
              <Explained error={error} />
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
