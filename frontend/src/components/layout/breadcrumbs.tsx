import { ChevronLeft, ChevronRight } from "lucide-react";
import { Children, type ReactNode } from "react";

interface BreadcrumbsProps {
  /** Names it for those who hear the page. */
  label: string;
  /** Links, the outermost first. */
  children: ReactNode;
}

/** Above the title: the way here. One step points back, several show how they hang together. */
export function Breadcrumbs({ label, children }: BreadcrumbsProps) {
  const steps = Children.toArray(children);
  return (
    <nav aria-label={label} className="mb-1">
      <ol className="-ms-0.5 flex flex-wrap items-center gap-x-1 text-dense text-muted [&_a]:inline-flex [&_a]:min-h-6 [&_a]:items-center [&_a]:rounded-control [&_a:hover]:text-fg [&_a:hover]:underline">
        {steps.map((step, at) => (
          // oxlint-disable-next-line react/no-array-index-key -- a step is known by its place
          <li key={at} className="inline-flex min-w-0 items-center gap-x-0.5">
            {steps.length === 1 && (
              <ChevronLeft aria-hidden className="size-4 shrink-0 rtl:-scale-x-100" />
            )}
            {at > 0 && <ChevronRight aria-hidden className="size-3.5 shrink-0 rtl:-scale-x-100" />}
            {step}
          </li>
        ))}
      </ol>
    </nav>
  );
}
