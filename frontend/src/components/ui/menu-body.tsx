import { Menu as Radix } from "radix-ui/internal";
import { useRef, type ComponentProps } from "react";
import { cn } from "@/lib/cn";
import { MenuPartsContext } from "./dropdown-menu";
import { popStyle } from "./overlay";
import { byKeyboard, usePop } from "./pop";

const parts = {
  Item: Radix.Item,
  CheckboxItem: Radix.CheckboxItem,
  RadioGroup: Radix.RadioGroup,
  RadioItem: Radix.RadioItem,
  ItemIndicator: Radix.ItemIndicator,
  Label: Radix.Label,
  Separator: Radix.Separator,
};
export type MenuParts = typeof parts;

export interface MenuContentProps {
  align?: ComponentProps<typeof Radix.Content>["align"];
  className?: string;
  children: ComponentProps<typeof Radix.Content>["children"];
}

/** Not modal: the page behind stays what it is, and readable. */
export default function MenuBody({ align = "end", className, children }: MenuContentProps) {
  const { open, setOpen, trigger, triggerId, contentId } = usePop();
  const elsewhere = useRef(false);
  return (
    <Radix.Root open={open} onOpenChange={setOpen} modal={false}>
      <Radix.Anchor virtualRef={trigger} />
      <Radix.Portal>
        <Radix.Content
          id={contentId}
          aria-labelledby={triggerId}
          data-slot="menu"
          align={align}
          sideOffset={4}
          collisionPadding={12}
          // Radix knows of keys only once it is loaded, which may be after the key that opened this menu.
          onFocus={({ target, currentTarget }) => {
            if (target !== currentTarget || !byKeyboard()) return;
            const first = '[role^="menuitem"]:not([data-disabled])';
            currentTarget.querySelector<HTMLElement>(first)?.focus({ preventScroll: true });
          }}
          onInteractOutside={() => {
            elsewhere.current = true;
          }}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            // Who went elsewhere stays there.
            if (!elsewhere.current) trigger.current?.focus();
            elsewhere.current = false;
          }}
          className={cn(
            popStyle,
            "max-h-(--radix-popper-available-height) min-w-48 overflow-y-auto p-1",
            className,
          )}
        >
          <MenuPartsContext value={parts}>{children}</MenuPartsContext>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
