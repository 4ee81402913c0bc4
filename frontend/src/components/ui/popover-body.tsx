import { Popover as Radix } from "radix-ui";
import { useRef, type ComponentProps } from "react";
import { cn } from "@/lib/cn";
import { popStyle } from "./overlay";
import { usePop } from "./pop";

export type PopoverContentProps = Pick<
  ComponentProps<typeof Radix.Content>,
  "align" | "className" | "children" | "aria-label" | "aria-labelledby"
>;

export default function PopoverBody({ className, align = "start", ...rest }: PopoverContentProps) {
  const { open, setOpen, trigger, contentId } = usePop();
  const elsewhere = useRef(false);
  return (
    <Radix.Root open={open} onOpenChange={setOpen}>
      <Radix.Anchor virtualRef={trigger} />
      <Radix.Portal>
        <Radix.Content
          id={contentId}
          data-slot="popover"
          align={align}
          sideOffset={6}
          collisionPadding={12}
          onInteractOutside={(event) => {
            // The trigger closes it itself, and to press it is not to go elsewhere.
            if (event.target instanceof Node && trigger.current?.contains(event.target))
              event.preventDefault();
            else elsewhere.current = true;
          }}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            // Who went elsewhere stays there.
            if (!elsewhere.current) trigger.current?.focus();
            elsewhere.current = false;
          }}
          className={cn(
            popStyle,
            "max-h-(--radix-popover-content-available-height) max-w-[calc(100vw-24px)] overflow-y-auto p-3",
            className,
          )}
          {...rest}
        />
      </Radix.Portal>
    </Radix.Root>
  );
}
