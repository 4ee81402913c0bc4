import { t } from "@/components/messages";
import { X } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import { cn } from "@/lib/cn";
import { DialogFooter, type DialogProps } from "./dialog";
import { IconButton } from "./icon-button";
import { overlayStyle } from "./overlay";
import { keepForInner, useReturnFocus } from "./use-return-focus";

/** Asks for something over the page. Labelled, traps the focus, gives it back. */
export default function DialogBody({
  open,
  onOpenChange,
  title,
  description,
  children,
  footer,
  size = "normal",
  mayClose,
  closable = true,
}: DialogProps) {
  const focus = useReturnFocus();
  const change = (next: boolean) => {
    if (next || !mayClose || mayClose()) onOpenChange(next);
  };
  return (
    <Radix.Root open={open} onOpenChange={change}>
      <Radix.Portal>
        <Radix.Overlay className={overlayStyle} />
        <Radix.Content
          {...focus}
          onEscapeKeyDown={keepForInner}
          data-slot="dialog"
          {...(description ? {} : { "aria-describedby": undefined })}
          className={cn(
            "fixed inset-x-0 bottom-0 z-overlay mx-auto flex max-h-[92dvh] w-full flex-col rounded-t-dialog bg-card shadow-pop sm:inset-y-0 sm:my-auto sm:h-fit sm:max-h-[86dvh] sm:rounded-dialog",
            "duration-150 data-[state=closed]:animate-out data-[state=closed]:fade-out-0 data-[state=open]:animate-in data-[state=open]:fade-in-0 data-[state=open]:slide-in-from-bottom-2",
            size === "wide" ? "sm:max-w-3xl" : "sm:max-w-lg",
          )}
        >
          <header className="flex items-start gap-3 px-6 pt-5 pb-3">
            <div className="min-w-0 flex-1">
              <Radix.Title className="text-section">{title}</Radix.Title>
              {description && (
                <Radix.Description className="mt-1 text-muted">{description}</Radix.Description>
              )}
            </div>
            {closable && (
              <Radix.Close asChild>
                <IconButton icon={X} label={t("close")} className="-me-2 -mt-1" />
              </Radix.Close>
            )}
          </header>
          <div className="min-h-0 flex-1 overflow-y-auto px-6 pb-5">{children}</div>
          {footer && <DialogFooter>{footer}</DialogFooter>}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
