import type { ReactNode } from "react";
import { cn } from "@/lib/cn";

/** A label without meaning of its own: a skill, a tag, a count. For states: Pill. */
export function Badge({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <span
      data-slot="badge"
      className={cn(
        "inline-flex h-5 max-w-full items-center rounded-[4px] bg-sunken px-1.5 text-meta text-muted",
        className,
      )}
    >
      <span className="truncate">{children}</span>
    </span>
  );
}
