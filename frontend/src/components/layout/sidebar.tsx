import { t } from "@/components/messages";
import { Link } from "@tanstack/react-router";
import { cn } from "@/lib/cn";
import type { NavigationEntry } from "./navigation";

interface SidebarProps {
  entries: NavigationEntry[];
  narrow?: boolean;
  /** In the sheet: close it when a page was chosen. */
  onChosen?: () => void;
}

const TITLES: Record<NavigationEntry["section"], string | null> = {
  work: null,
  governance: t("governance"),
  system: t("system"),
};

/** The pages that this person may open, as links. */
export function Sidebar({ entries, narrow = false, onChosen }: SidebarProps) {
  const sections = Object.entries(TITLES).map(([section, title]) => ({
    section,
    title,
    entries: entries.filter((entry) => entry.section === section),
  }));
  return (
    <nav aria-label={t("main")} className="flex flex-col gap-4">
      {sections
        .filter((section) => section.entries.length > 0)
        .map(({ section, title, entries: own }) => (
          <div key={section}>
            {title &&
              (narrow ? (
                <hr className="mx-2 mb-3" />
              ) : (
                <h2 className="mb-1 px-2 text-meta font-medium text-muted">{title}</h2>
              ))}
            <ul className="grid gap-0.5">
              {own.map((entry) => (
                <li key={entry.to}>
                  <Link
                    to={entry.to}
                    activeOptions={{ exact: false, includeSearch: false }}
                    title={narrow ? entry.label : undefined}
                    onClick={onChosen}
                    className={cn(
                      "flex h-8 items-center gap-2.5 rounded-control px-2 text-body text-muted transition-colors duration-150 touch:h-11",
                      "hover:bg-sunken hover:text-fg aria-[current=page]:bg-primary-soft aria-[current=page]:font-medium aria-[current=page]:text-fg",
                      narrow && "justify-center px-0",
                    )}
                  >
                    <entry.icon aria-hidden className="size-4 shrink-0" />
                    <span className={cn("truncate", narrow && "sr-only")}>{entry.label}</span>
                  </Link>
                </li>
              ))}
            </ul>
          </div>
        ))}
    </nav>
  );
}
