import { useId, type ReactNode } from "react";
import { cn } from "@/lib/cn";
import { FieldMessage } from "./field";

export interface RadioOption<V extends string> {
  value: V;
  label: ReactNode;
  hint?: ReactNode;
  disabled?: boolean;
}

interface RadioGroupProps<V extends string> {
  legend: ReactNode;
  hideLegend?: boolean;
  options: readonly RadioOption<V>[];
  value: V | null;
  onChange: (value: V) => void;
  error?: string | null;
  /** Each option in a frame of its own, for choices that deserve a thought. */
  cards?: boolean;
  className?: string;
}

/** One of a few: native radios in a fieldset, arrows move. */
export function RadioGroup<V extends string>({
  legend,
  hideLegend,
  options,
  value,
  onChange,
  error,
  cards,
  className,
}: RadioGroupProps<V>) {
  const name = useId();
  return (
    <fieldset
      data-slot="radio-group"
      className={className}
      aria-describedby={error ? `${name}-error` : undefined}
    >
      <legend className={cn("mb-1 font-medium", hideLegend && "sr-only")}>{legend}</legend>
      <div className="grid gap-2">
        {options.map((option) => (
          <label
            key={option.value}
            className={cn(
              "flex min-h-6 items-start gap-2 touch:min-h-11 touch:items-center",
              cards &&
                "rounded-card border border-control/50 px-3 py-2.5 has-checked:border-primary has-checked:bg-primary-soft",
            )}
          >
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={value === option.value}
              disabled={option.disabled}
              onChange={() => onChange(option.value)}
              className="mt-0.5 size-4 shrink-0 touch:mt-0"
            />
            <span>
              {option.label}
              {option.hint && <span className="block text-dense text-muted">{option.hint}</span>}
            </span>
          </label>
        ))}
      </div>
      {error && <FieldMessage id={`${name}-error`}>{error}</FieldMessage>}
    </fieldset>
  );
}
