import {
  createContext,
  use,
  useId,
  useMemo,
  useRef,
  useState,
  type ComponentProps,
  type ReactNode,
  type RefObject,
} from "react";
import { Slot } from "./slot";

/**
 * What a menu and a popover have in common. The trigger is ours and always there; what it opens (Radix) is loaded when
 * somebody comes near a trigger, or once the page has come to rest. So no page waits for menus that nobody opens, and
 * a list of a hundred rows holds a hundred buttons, not a hundred closed menus.
 */
export interface Pop {
  open: boolean;
  setOpen: (open: boolean) => void;
  trigger: RefObject<HTMLButtonElement | null>;
  triggerId: string;
  contentId: string;
}

const PopContext = createContext<Pop | null>(null);

export function usePop(): Pop {
  const pop = use(PopContext);
  if (!pop) throw new Error("Only inside a menu or a popover.");
  return pop;
}

export interface PopProps {
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  children: ReactNode;
}

export function PopRoot({ open: wanted, onOpenChange, children }: PopProps) {
  const [own, setOwn] = useState(false);
  const trigger = useRef<HTMLButtonElement | null>(null);
  const id = useId();
  const open = wanted ?? own;
  const pop = useMemo(
    () => ({
      open,
      setOpen: (next: boolean) => {
        if (next === open) return;
        setOwn(next);
        onOpenChange?.(next);
      },
      trigger,
      triggerId: `${id}trigger`,
      contentId: `${id}content`,
    }),
    [open, onOpenChange, id],
  );
  return <PopContext value={pop}>{children}</PopContext>;
}

export interface PopTriggerProps extends ComponentProps<"button"> {
  /** The one child is the button. */
  asChild?: boolean;
}

interface Opener extends PopTriggerProps {
  kind: "menu" | "dialog";
  /** Fetches what will be opened. */
  load: () => Promise<unknown>;
}

export function PopTrigger({ kind, load, asChild, ...rest }: Opener) {
  const { open, trigger, triggerId, contentId } = usePop();
  // A failure now means only that it is fetched when it is needed.
  const near = () => void load().catch(() => undefined);
  const Part = asChild ? Slot : "button";
  return (
    <Part
      type={asChild ? undefined : "button"}
      id={triggerId}
      aria-haspopup={kind}
      aria-expanded={open}
      aria-controls={open ? contentId : undefined}
      data-state={open ? "open" : "closed"}
      onPointerEnter={near}
      onFocus={near}
      {...rest}
      ref={trigger}
    />
  );
}

let keyboard = false;
if (typeof document !== "undefined") {
  const pointer = () => {
    keyboard = false;
  };
  const options = { capture: true, once: true };
  const key = () => {
    keyboard = true;
    document.addEventListener("pointerdown", pointer, options);
    document.addEventListener("pointermove", pointer, options);
  };
  document.addEventListener("keydown", key, { capture: true });
}

/** Whether the last thing done was done with a key: then a menu opens with its first item chosen. */
export const byKeyboard = (): boolean => keyboard;
