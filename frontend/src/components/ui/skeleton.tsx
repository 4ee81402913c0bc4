import { useEffect, useState } from "react";
import { cn } from "@/lib/cn";

/** A grey box of the size of what comes. Put `aria-busy` on what holds it. */
export function Skeleton({ className }: { className?: string }) {
  return (
    <span
      aria-hidden
      data-slot="skeleton"
      className={cn("block h-4 animate-pulse rounded-control bg-sunken", className)}
    />
  );
}

/** True once something has taken longer than the eye forgives: skeletons that only flash are worse than none. */
export function useLate(waiting: boolean, after = 150): boolean {
  const [late, setLate] = useState(false);
  useEffect(() => {
    if (!waiting) return;
    const timer = setTimeout(() => setLate(true), after);
    return () => {
      clearTimeout(timer);
      setLate(false);
    };
  }, [waiting, after]);
  return waiting && late;
}
