import { Popover as Radix } from "radix-ui";
import type { ComponentProps } from "react";
import { cn } from "@/lib/cn";

export const popStyle =
  "z-pop rounded-card border bg-card text-fg shadow-pop duration-150 data-[state=closed]:animate-out data-[state=closed]:fade-out-0 data-[state=open]:animate-in data-[state=open]:fade-in-0";

export const Popover = Radix.Root;
export const PopoverTrigger = Radix.Trigger;
export const PopoverAnchor = Radix.Anchor;
export const PopoverClose = Radix.Close;

/** Give it an `aria-label`, or `aria-labelledby` its heading. */
export function PopoverContent({
  className,
  align = "start",
  ...rest
}: ComponentProps<typeof Radix.Content>) {
  return (
    <Radix.Portal>
      <Radix.Content
        data-slot="popover"
        align={align}
        sideOffset={6}
        collisionPadding={12}
        className={cn(
          popStyle,
          "max-h-(--radix-popover-content-available-height) max-w-[calc(100vw-24px)] overflow-y-auto p-3",
          className,
        )}
        {...rest}
      />
    </Radix.Portal>
  );
}
