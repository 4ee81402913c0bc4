import {
  cloneElement,
  isValidElement,
  type ComponentProps,
  type ReactElement,
  type ReactNode,
  type Ref,
  type SyntheticEvent,
} from "react";
import { cn } from "@/lib/cn";

type ButtonProps = ComponentProps<"button">;
type Handler = (event: SyntheticEvent) => void;

const isHandler = (name: string, value: unknown): value is Handler =>
  /^on[A-Z]/.test(name) && typeof value === "function";

/** The child's handler goes first, and may say with `preventDefault` that it was all. */
function inTurn(first: Handler, then: Handler): Handler {
  return (event) => {
    first(event);
    if (!event.defaultPrevented) then(event);
  };
}

function both<T>(one: Ref<T> | undefined, other: Ref<T> | undefined): Ref<T> {
  return (node) => {
    const undo = [one, other].map((ref) => {
      if (typeof ref === "function") return ref(node) ?? (() => void ref(null));
      if (ref) ref.current = node;
      return () => {
        if (ref) ref.current = null;
      };
    });
    return () => undo.forEach((each) => each());
  };
}

function merged(given: ButtonProps, own: ButtonProps): ButtonProps {
  const handlers = Object.entries(given).flatMap(([name, value]) => {
    const before: unknown = Reflect.get(own, name);
    return isHandler(name, value) && isHandler(name, before) ? [[name, inTurn(before, value)]] : [];
  });
  return {
    ...given,
    ...own,
    ...Object.fromEntries(handlers),
    className: cn(given.className, own.className),
    ref: own.ref ? both(own.ref, given.ref) : given.ref,
  };
}

/** Gives its props to the one button inside: what Radix' `asChild` does, for parts that must not wait for Radix. */
export function Slot({ children, ...given }: ButtonProps & { children?: ReactNode }): ReactElement {
  if (!isValidElement<ButtonProps>(children))
    throw new Error("A trigger holds exactly one button.");
  return cloneElement(children, merged(given, children.props));
}
