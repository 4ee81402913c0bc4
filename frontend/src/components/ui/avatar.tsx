import { cn } from "@/lib/cn";
import { initials } from "@/lib/format";

/** Initials in a circle. The name stands beside it or in `label`. */
export function Avatar({
  name,
  label = false,
  className,
}: {
  name: string;
  label?: boolean;
  className?: string;
}) {
  return (
    <span
      data-slot="avatar"
      role={label ? "img" : undefined}
      aria-label={label ? name : undefined}
      aria-hidden={label ? undefined : true}
      title={label ? name : undefined}
      className={cn(
        "inline-grid size-7 shrink-0 place-items-center rounded-full bg-primary-soft text-meta font-medium text-fg select-none",
        className,
      )}
    >
      {initials(name)}
    </span>
  );
}
