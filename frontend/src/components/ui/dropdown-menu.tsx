import { Check, type LucideIcon } from "lucide-react";
import { DropdownMenu as Radix } from "radix-ui";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "@/lib/cn";
import { Kbd } from "./kbd";
import { popStyle } from "./popover";

/** Not modal: the page behind stays what it is, and readable. */
export function DropdownMenu(props: ComponentProps<typeof Radix.Root>) {
  return <Radix.Root modal={false} {...props} />;
}
export const DropdownMenuTrigger = Radix.Trigger;
export const DropdownMenuGroup = Radix.Group;

const itemStyle =
  "flex min-h-8 cursor-default select-none items-center gap-2 rounded-control px-2 py-1 outline-none data-[disabled]:opacity-60 data-[highlighted]:bg-sunken touch:min-h-11 [&_svg]:size-4 [&_svg]:shrink-0";

export function DropdownMenuContent({
  className,
  align = "end",
  ...rest
}: ComponentProps<typeof Radix.Content>) {
  return (
    <Radix.Portal>
      <Radix.Content
        data-slot="menu"
        align={align}
        sideOffset={4}
        collisionPadding={12}
        className={cn(
          popStyle,
          "max-h-(--radix-dropdown-menu-content-available-height) min-w-48 overflow-y-auto p-1",
          className,
        )}
        {...rest}
      />
    </Radix.Portal>
  );
}

interface ItemProps extends ComponentProps<typeof Radix.Item> {
  icon?: LucideIcon;
  keys?: string;
  danger?: boolean;
  /** Why it cannot be chosen now; shown under the words. The item stays reachable. */
  reason?: string | null;
}

export function DropdownMenuItem({
  icon: Icon,
  keys,
  danger,
  reason,
  className,
  children,
  onSelect,
  ...rest
}: ItemProps) {
  return (
    <Radix.Item
      className={cn(itemStyle, danger && "text-danger", reason && "opacity-70", className)}
      aria-disabled={reason ? true : undefined}
      onSelect={(event) => {
        if (reason) event.preventDefault();
        else onSelect?.(event);
      }}
      {...rest}
    >
      {Icon && <Icon aria-hidden />}
      <span className="min-w-0 flex-1">
        {children}
        {reason && <span className="block max-w-64 text-meta text-muted">{reason}</span>}
      </span>
      {keys && <Kbd keys={keys} />}
    </Radix.Item>
  );
}

export function DropdownMenuCheck({
  className,
  children,
  ...rest
}: ComponentProps<typeof Radix.CheckboxItem>) {
  return (
    <Radix.CheckboxItem className={cn(itemStyle, className)} {...rest}>
      <span className="grid size-4 place-items-center">
        <Radix.ItemIndicator>
          <Check aria-hidden />
        </Radix.ItemIndicator>
      </span>
      {children}
    </Radix.CheckboxItem>
  );
}

interface RadioProps<V extends string> {
  label: ReactNode;
  value: V;
  onChange: (value: V) => void;
  options: readonly { value: V; label: string }[];
}

/** One of a few, inside a menu: theme, density. */
export function DropdownMenuRadios<V extends string>({
  label,
  value,
  onChange,
  options,
}: RadioProps<V>) {
  return (
    <Radix.RadioGroup
      value={value}
      onValueChange={(next) => {
        const found = options.find((option) => option.value === next);
        if (found) onChange(found.value);
      }}
    >
      <DropdownMenuLabel>{label}</DropdownMenuLabel>
      {options.map((option) => (
        <Radix.RadioItem
          key={option.value}
          value={option.value}
          className={itemStyle}
          onSelect={(event) => event.preventDefault()}
        >
          <span className="grid size-4 place-items-center">
            <Radix.ItemIndicator>
              <Check aria-hidden />
            </Radix.ItemIndicator>
          </span>
          {option.label}
        </Radix.RadioItem>
      ))}
    </Radix.RadioGroup>
  );
}

export function DropdownMenuLabel({ children }: { children: ReactNode }) {
  return (
    <Radix.Label className="px-2 pt-1.5 pb-1 text-meta font-medium text-muted">
      {children}
    </Radix.Label>
  );
}

export function DropdownMenuSeparator() {
  return <Radix.Separator className="-mx-1 my-1 h-px bg-line" />;
}
