import { useEffect, useRef, type ComponentProps, type ReactNode } from "react";
import { cn } from "@/lib/cn";

interface CheckboxProps extends Omit<ComponentProps<"input">, "type" | "ref"> {
  /** Some, but not all, of what it stands for. */
  mixed?: boolean;
  /** Beside the box; without it give `aria-label`. */
  label?: ReactNode;
  hint?: ReactNode;
}

export function Checkbox({ mixed = false, label, hint, className, ...rest }: CheckboxProps) {
  // The browser takes the mark away with each click, and no attribute sets it: so it is set after every drawing.
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (box.current) box.current.indeterminate = mixed;
  });
  const input = (
    <input
      ref={box}
      type="checkbox"
      data-slot="checkbox"
      className={cn("size-4 shrink-0 accent-primary", label ? "mt-0.5" : className)}
      {...rest}
    />
  );
  if (!label)
    return (
      <span className="inline-grid size-6 place-items-center align-middle touch:size-11">
        {input}
      </span>
    );
  return (
    <label
      className={cn("flex min-h-6 items-start gap-2 touch:min-h-11 touch:items-center", className)}
    >
      {input}
      <span>
        {label}
        {hint && <span className="block text-dense text-muted">{hint}</span>}
      </span>
    </label>
  );
}
