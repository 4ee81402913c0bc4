import { t } from "@/components/messages";
import { X } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import { cn } from "@/lib/cn";
import { IconButton } from "./icon-button";
import { overlayStyle } from "./overlay";
import { keepForInner, useReturnFocus } from "./use-return-focus";
import type { SheetProps } from "./sheet";

/** Comes in from the side: the menu on small screens, a peek at a row. */
export default function SheetBody({
  open,
  onOpenChange,
  title,
  description,
  side = "end",
  wide = false,
  children,
  footer,
}: SheetProps) {
  const focus = useReturnFocus();
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className={overlayStyle} />
        <Radix.Content
          {...focus}
          onEscapeKeyDown={keepForInner}
          data-slot="sheet"
          {...(description ? {} : { "aria-describedby": undefined })}
          className={cn(
            "fixed inset-y-0 z-overlay flex w-[min(320px,86vw)] flex-col bg-card shadow-pop duration-200 data-[state=closed]:animate-out data-[state=open]:animate-in",
            wide && "w-[min(560px,100vw)]",
            side === "start"
              ? "start-0 border-e data-[state=closed]:slide-out-to-left data-[state=open]:slide-in-from-left"
              : "end-0 border-s data-[state=closed]:slide-out-to-right data-[state=open]:slide-in-from-right",
          )}
        >
          <header className="flex min-h-14 items-center gap-3 px-4 pt-2">
            <div className="min-w-0 flex-1">
              <Radix.Title className="text-section">{title}</Radix.Title>
              {description && (
                <Radix.Description className="text-muted">{description}</Radix.Description>
              )}
            </div>
            <Radix.Close asChild>
              <IconButton icon={X} label={t("close")} className="-me-1" />
            </Radix.Close>
          </header>
          <div className="min-h-0 flex-1 overflow-y-auto px-4 py-3">{children}</div>
          {footer && (
            <footer className="flex justify-end gap-2 border-t px-4 py-3">{footer}</footer>
          )}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
