import { cn } from "@/lib/cn";

interface ProgressProps {
  label: string;
  /** 0 to 1; null while nobody knows. */
  value: number | null;
  className?: string;
}

export function Progress({ label, value, className }: ProgressProps) {
  const percent = value === null ? null : Math.round(Math.min(1, Math.max(0, value)) * 100);
  return (
    <div
      data-slot="progress"
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent ?? undefined}
      className={cn("h-1.5 overflow-hidden rounded-full bg-sunken", className)}
    >
      <div
        className={cn(
          "h-full w-full origin-left rounded-full bg-primary transition-transform duration-200 rtl:origin-right",
          percent === null && "animate-pulse",
        )}
        style={{ transform: `scaleX(${percent === null ? 0.4 : percent / 100})` }}
      />
    </div>
  );
}
