import { useId, type ReactNode } from "react";

/** A part of the page that is saved by itself: its words at the left, its controls at the right. */
export function Section({
  title,
  lead,
  anchor,
  children,
}: {
  title: string;
  lead?: string;
  /** What an address names it by. */
  anchor?: string;
  children: ReactNode;
}) {
  const id = useId();
  return (
    <section
      id={anchor}
      aria-labelledby={id}
      className="grid gap-x-8 gap-y-4 border-t py-6 first:border-t-0 first:pt-2 md:grid-cols-[220px_minmax(0,1fr)]"
    >
      <div>
        <h2 id={id} className="text-section">
          {title}
        </h2>
        {lead && <p className="mt-1 text-muted">{lead}</p>}
      </div>
      <div className="min-w-0">{children}</div>
    </section>
  );
}
