import { ChevronDown } from "lucide-react";
import type { ComponentProps } from "react";
import { cn } from "@/lib/cn";
import { controlStyle } from "./input";

export interface Option<V extends string = string> {
  value: V;
  label: string;
  disabled?: boolean;
}

interface SelectProps extends Omit<ComponentProps<"select">, "children"> {
  options: readonly Option[];
  /** The first line, for "nothing chosen"; its value is the empty text. */
  empty?: string;
}

/** The browser's own select: the best one on every phone and for every screen reader. For long lists: Combobox. */
export function Select({ options, empty, className, ...rest }: SelectProps) {
  return (
    <span className={cn("relative block", className)}>
      <select
        data-slot="select"
        className={cn(controlStyle, "h-control appearance-none truncate pe-9 read-only:bg-card")}
        {...rest}
      >
        {empty !== undefined && <option value="">{empty}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value} disabled={option.disabled}>
            {option.label}
          </option>
        ))}
      </select>
      <ChevronDown
        aria-hidden
        className="pointer-events-none absolute end-3 top-1/2 size-4 -translate-y-1/2 text-muted"
      />
    </span>
  );
}
