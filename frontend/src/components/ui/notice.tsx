import { CircleAlert, CircleCheck, Info, TriangleAlert, type LucideIcon } from "lucide-react";
import type { ReactNode, Ref } from "react";
import { cn } from "@/lib/cn";

export type NoticeTone = "info" | "success" | "warn" | "danger";

const LOOKS: Record<NoticeTone, [icon: LucideIcon, style: string]> = {
  info: [Info, "bg-info-bg text-info-fg"],
  success: [CircleCheck, "bg-success-bg text-success-fg"],
  warn: [TriangleAlert, "bg-warn-bg text-warn-fg"],
  danger: [CircleAlert, "bg-danger-bg text-danger-fg"],
};

interface NoticeProps {
  tone?: NoticeTone;
  title?: ReactNode;
  children?: ReactNode;
  /** Buttons at the end of the line. */
  actions?: ReactNode;
  /** Read out when it appears: true for what just happened, not for what was there when the page came. */
  announce?: boolean;
  className?: string;
  ref?: Ref<HTMLDivElement>;
}

/** A word in place, above or beside what it speaks of. */
export function Notice({
  tone = "info",
  title,
  children,
  actions,
  announce = false,
  className,
  ref,
}: NoticeProps) {
  const [Icon, style] = LOOKS[tone];
  return (
    <div
      ref={ref}
      data-slot="notice"
      role={announce ? (tone === "danger" ? "alert" : "status") : undefined}
      tabIndex={ref ? -1 : undefined}
      className={cn(
        "flex flex-wrap items-start gap-x-3 gap-y-2 rounded-card px-3 py-2",
        style,
        className,
      )}
    >
      <Icon aria-hidden className="mt-0.5 size-4 shrink-0" />
      <div className="min-w-40 flex-1">
        {title && <p className="font-medium">{title}</p>}
        {children}
      </div>
      {actions && <div className="flex flex-wrap gap-2">{actions}</div>}
    </div>
  );
}
