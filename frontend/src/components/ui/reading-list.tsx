import type { ReactNode } from "react";
import { formatMoment, formatRelative } from "@/lib/format";
import { useZone } from "@/lib/use-zone";
import { cn } from "@/lib/cn";

/** What can be read beside the list, newest first: mails, deliveries. */
export function ReadingList({ label, children }: { label: string; children: ReactNode }) {
  return (
    <ul aria-label={label} className="divide-y rounded-card border bg-card">
      {children}
    </ul>
  );
}

interface LinkLook {
  className: string;
  "aria-current": "true" | undefined;
}

interface ReadingItemProps {
  /** Being read now. */
  chosen: boolean;
  /** The way to it, which all of the line is. */
  link: (look: LinkLook) => ReactNode;
  at: string;
  detail: ReactNode;
  mark?: ReactNode;
}

export function ReadingItem({ chosen, link, at, detail, mark }: ReadingItemProps) {
  const zone = useZone();
  return (
    <li
      className={cn(
        "relative px-4 py-2.5 first:rounded-t-card last:rounded-b-card hover:bg-sunken has-[a:focus-visible]:outline-2 has-[a:focus-visible]:-outline-offset-2 has-[a:focus-visible]:outline-ring",
        chosen && "bg-primary-soft hover:bg-primary-soft",
      )}
    >
      <div className="flex items-baseline gap-2">
        {link({
          "aria-current": chosen ? "true" : undefined,
          className:
            "min-w-0 flex-1 truncate font-medium outline-none after:absolute after:inset-0",
        })}
        <time
          dateTime={at}
          title={formatMoment(at, zone)}
          className="shrink-0 text-meta text-muted"
        >
          {formatRelative(at)}
        </time>
      </div>
      <div className="mt-0.5 flex items-center gap-2 text-dense text-muted">
        <span className="min-w-0 flex-1 truncate">{detail}</span>
        {mark}
      </div>
    </li>
  );
}
