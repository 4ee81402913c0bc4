import { Tooltip as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { popStyle } from "./overlay";
import { cn } from "@/lib/cn";

interface TooltipProps {
  /** A few words more than the thing shows; never the only place where something is said. */
  tip: ReactNode;
  /** Something that takes the focus. */
  children: ReactNode;
  side?: "top" | "bottom" | "left" | "right";
}

export function Tooltip({ tip, children, side = "top" }: TooltipProps) {
  return (
    <Radix.Provider delayDuration={300}>
      <Radix.Root>
        <Radix.Trigger asChild>{children}</Radix.Trigger>
        <Radix.Portal>
          <Radix.Content
            data-slot="tooltip"
            side={side}
            sideOffset={6}
            collisionPadding={8}
            className={cn(popStyle, "max-w-72 px-2 py-1 text-dense")}
          >
            {tip}
          </Radix.Content>
        </Radix.Portal>
      </Radix.Root>
    </Radix.Provider>
  );
}
