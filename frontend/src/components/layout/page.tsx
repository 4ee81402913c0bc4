import type { ReactNode } from "react";
import { cn } from "@/lib/cn";
import { usePageTitle } from "./use-page-title";

interface PageProps {
  /** The page's h1, and what the browser's tab says. */
  title: string;
  /** Drawn instead of the title's text, where the heading is more than words. */
  heading?: ReactNode;
  /** Above the title: the way here. */
  breadcrumbs?: ReactNode;
  /** Under the title: state, owner, one line of facts. */
  meta?: ReactNode;
  /** At the right: what can be done with the page's thing. */
  actions?: ReactNode;
  /** `form` keeps lines short; `full` takes all of the width. */
  width?: "normal" | "form" | "full";
  children: ReactNode;
}

/** The frame of every page: one h1 that takes the focus after navigation, actions at its side, content below. */
export function Page({
  title,
  heading,
  breadcrumbs,
  meta,
  actions,
  width = "normal",
  children,
}: PageProps) {
  usePageTitle(title);
  return (
    <div
      data-slot="page"
      className={cn(
        "mx-auto w-full px-4 py-5 sm:px-6",
        width === "normal" && "max-w-[1440px]",
        width === "form" && "max-w-[688px]",
      )}
    >
      {breadcrumbs}
      <header className="mb-4 flex flex-wrap items-start gap-x-4 gap-y-2">
        <div className="min-w-48 flex-1">
          <h1 tabIndex={-1} className="text-title break-words">
            {heading ?? title}
          </h1>
          {meta && <div className="mt-1 text-muted">{meta}</div>}
        </div>
        {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
      </header>
      {children}
    </div>
  );
}
