import type { ComponentProps, ReactNode } from "react";
import { cn } from "@/lib/cn";

interface SwitchProps extends Omit<ComponentProps<"input">, "type"> {
  label: ReactNode;
  hint?: ReactNode;
}

/** On or off, at once and without a save button; where it is part of a form, use a Checkbox. */
export function Switch({ label, hint, className, ...rest }: SwitchProps) {
  return (
    <label
      className={cn(
        "flex min-h-6 items-start justify-between gap-4 touch:min-h-11 touch:items-center",
        className,
      )}
    >
      <span>
        {label}
        {hint && <span className="block text-dense text-muted">{hint}</span>}
      </span>
      <span className="relative inline-flex shrink-0">
        <input
          type="checkbox"
          // oxlint-disable-next-line jsx-a11y/role-has-required-aria-props -- a native checkbox says whether it is on
          role="switch"
          data-slot="switch"
          className="peer h-6 w-10 appearance-none rounded-full border border-control bg-sunken transition-colors duration-150 checked:border-primary checked:bg-primary disabled:opacity-60"
          {...rest}
        />
        <span
          aria-hidden
          className="pointer-events-none absolute start-1 top-1 size-4 rounded-full bg-muted transition-transform duration-150 peer-checked:translate-x-4 peer-checked:bg-on-primary rtl:peer-checked:-translate-x-4"
        />
      </span>
    </label>
  );
}
