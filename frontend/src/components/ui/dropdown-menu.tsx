import { createContext, lazy, Suspense, use, type ComponentProps, type ReactNode } from "react";
import { Check, type LucideIcon } from "lucide-react";
import { cn } from "@/lib/cn";
import { Kbd } from "./kbd";
import { PopRoot, PopTrigger, usePop, type PopProps, type PopTriggerProps } from "./pop";
import type { MenuContentProps, MenuParts } from "./menu-body";
import { useOnceOpen } from "./use-once-open";

/** Loaded with the first menu; the shell fetches it once the page has come to rest. */
export const loadMenu = () => import("./menu-body");
const MenuBody = lazy(loadMenu);

/** Radix' items, for what is written inside a menu. Set by the body, so always there when an item is drawn. */
export const MenuPartsContext = createContext<MenuParts | null>(null);

function useParts(): MenuParts {
  const parts = use(MenuPartsContext);
  if (!parts) throw new Error("Only inside DropdownMenuContent.");
  return parts;
}

export function DropdownMenu(props: PopProps) {
  return <PopRoot {...props} />;
}

const OPENING = ["Enter", " ", "ArrowDown"];

/** Opens on the press, as menus do, and with Enter, Space or the arrow down. */
export function DropdownMenuTrigger(props: PopTriggerProps) {
  const { open, setOpen } = usePop();
  return (
    <PopTrigger
      kind="menu"
      load={loadMenu}
      onPointerDown={(event) => {
        if (event.button !== 0 || event.ctrlKey) return;
        // The focus goes into the menu, not to the trigger.
        if (!open) event.preventDefault();
        setOpen(!open);
      }}
      onKeyDown={(event) => {
        if (!OPENING.includes(event.key)) return;
        event.preventDefault();
        setOpen(event.key === "ArrowDown" || !open);
      }}
      {...props}
    />
  );
}

export function DropdownMenuContent(props: MenuContentProps) {
  const { open } = usePop();
  return useOnceOpen(open) ? (
    <Suspense>
      <MenuBody {...props} />
    </Suspense>
  ) : null;
}

const itemStyle =
  "flex min-h-8 cursor-default select-none items-center gap-2 rounded-control px-2 py-1 outline-none data-[disabled]:opacity-60 data-[highlighted]:bg-sunken touch:min-h-11 [&_svg]:size-4 [&_svg]:shrink-0";

interface ItemProps extends ComponentProps<MenuParts["Item"]> {
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
  const { Item } = useParts();
  return (
    <Item
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
    </Item>
  );
}

export function DropdownMenuCheck({
  className,
  children,
  ...rest
}: ComponentProps<MenuParts["CheckboxItem"]>) {
  const { CheckboxItem, ItemIndicator } = useParts();
  return (
    <CheckboxItem className={cn(itemStyle, className)} {...rest}>
      <span className="grid size-4 place-items-center">
        <ItemIndicator>
          <Check aria-hidden />
        </ItemIndicator>
      </span>
      {children}
    </CheckboxItem>
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
  const { RadioGroup, RadioItem, ItemIndicator } = useParts();
  return (
    <RadioGroup
      value={value}
      onValueChange={(next) => {
        const found = options.find((option) => option.value === next);
        if (found) onChange(found.value);
      }}
    >
      <DropdownMenuLabel>{label}</DropdownMenuLabel>
      {options.map((option) => (
        <RadioItem
          key={option.value}
          value={option.value}
          className={itemStyle}
          onSelect={(event) => event.preventDefault()}
        >
          <span className="grid size-4 place-items-center">
            <ItemIndicator>
              <Check aria-hidden />
            </ItemIndicator>
          </span>
          {option.label}
        </RadioItem>
      ))}
    </RadioGroup>
  );
}

export function DropdownMenuLabel({ children }: { children: ReactNode }) {
  const { Label } = useParts();
  return <Label className="px-2 pt-1.5 pb-1 text-meta font-medium text-muted">{children}</Label>;
}

export function DropdownMenuSeparator() {
  const { Separator } = useParts();
  return <Separator className="-mx-1 my-1 h-px bg-line" />;
}
