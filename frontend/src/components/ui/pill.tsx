import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "@/lib/cn";

export type Tone = "neutral" | "info" | "violet" | "warn" | "success" | "danger";

const TONES: Record<Tone, string> = {
  neutral: "bg-neutral-bg text-neutral-fg",
  info: "bg-info-bg text-info-fg",
  violet: "bg-violet-bg text-violet-fg",
  warn: "bg-warn-bg text-warn-fg",
  success: "bg-success-bg text-success-fg",
  danger: "bg-danger-bg text-danger-fg",
};

interface PillProps {
  tone?: Tone;
  icon: LucideIcon;
  children: ReactNode;
  className?: string;
}

/** A state: icon, word and colour together, so that none of them is needed alone. */
export function Pill({ tone = "neutral", icon: Icon, children, className }: PillProps) {
  return (
    <span
      data-slot="pill"
      className={cn(
        "inline-flex h-6 max-w-full items-center gap-1 rounded-full px-2 text-meta font-medium whitespace-nowrap",
        TONES[tone],
        className,
      )}
    >
      <Icon aria-hidden className="size-3.5 shrink-0" />
      <span className="truncate">{children}</span>
    </span>
  );
}
