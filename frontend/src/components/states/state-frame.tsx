import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { usePageTitle } from "@/components/layout/use-page-title";
import { cn } from "@/lib/cn";

interface StateFrameProps {
  icon: LucideIcon;
  title: string;
  children?: ReactNode;
  actions?: ReactNode;
  /** A page of its own: its title is the page's h1, and what the browser's tab says. */
  page?: boolean;
  className?: string;
}

/** The shape that all states without content share. */
export function StateFrame({
  icon: Icon,
  title,
  children,
  actions,
  page = false,
  className,
}: StateFrameProps) {
  usePageTitle(page ? title : null);
  const Title = page ? "h1" : "p";
  return (
    <div
      data-slot="state"
      className={cn(
        "mx-auto flex max-w-md flex-col items-center gap-2 px-4 py-12 text-center",
        page && "py-24",
        className,
      )}
    >
      <Icon aria-hidden className="mb-1 size-6 text-muted" strokeWidth={1.5} />
      <Title
        tabIndex={page ? -1 : undefined}
        className={cn("text-balance", page ? "text-title" : "text-section")}
      >
        {title}
      </Title>
      {children && <div className="text-muted">{children}</div>}
      {actions && <div className="mt-3 flex flex-wrap justify-center gap-2">{actions}</div>}
    </div>
  );
}
