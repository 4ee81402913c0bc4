import type { LucideIcon } from "lucide-react";
import { useId } from "react";
import { cn } from "@/lib/cn";

interface SegmentedProps<V extends string> {
  label: string;
  options: readonly { value: V; label: string; icon?: LucideIcon }[];
  value: V;
  onChange: (value: V) => void;
  className?: string;
}

/** A few views of the same thing, side by side: radios by nature. */
export function Segmented<V extends string>({
  label,
  options,
  value,
  onChange,
  className,
}: SegmentedProps<V>) {
  const name = useId();
  return (
    <fieldset
      data-slot="segmented"
      className={cn(
        "inline-flex rounded-control border border-control/60 bg-sunken p-0.5",
        className,
      )}
    >
      <legend className="sr-only">{label}</legend>
      {options.map((option) => (
        <label
          key={option.value}
          className="flex h-[calc(var(--control-height)-6px)] items-center gap-1.5 rounded-[4px] px-2.5 text-muted has-checked:bg-card has-checked:font-medium has-checked:text-fg has-checked:shadow-[0_1px_2px_var(--shadow)] has-focus-visible:outline-2 has-focus-visible:outline-ring"
        >
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={value === option.value}
            onChange={() => onChange(option.value)}
            className="sr-only"
          />
          {option.icon && <option.icon aria-hidden className="size-4" />}
          {option.label}
        </label>
      ))}
    </fieldset>
  );
}
