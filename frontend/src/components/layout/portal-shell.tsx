import { t } from "@/components/messages";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { Logo } from "./logo";
import type { PortalEntry } from "./navigation";
import { SkipLink } from "./skip-link";

interface PortalShellProps {
  navigation: PortalEntry[];
  tools?: ReactNode;
  children: ReactNode;
}

const link =
  "flex items-center gap-2 rounded-control text-muted hover:text-fg aria-[current=page]:font-medium aria-[current=page]:text-primary";

/** The candidate portal: a bar at the thumb on phones, at the top on wider screens. Help is always at the same place. */
export function PortalShell({ navigation, tools, children }: PortalShellProps) {
  return (
    <div className="portal flex min-h-dvh flex-col text-portal">
      <SkipLink />
      <header className="sticky top-0 z-bar border-b bg-bg/95 backdrop-blur-sm">
        <div className="mx-auto flex h-14 max-w-3xl items-center gap-6 px-4">
          <Link to="/portal" aria-label={t("home")} className="rounded-control">
            <Logo />
          </Link>
          <nav aria-label={t("main")} className="hidden flex-1 sm:block">
            <ul className="flex gap-1">
              {navigation.map((entry) => (
                <li key={entry.to}>
                  <Link
                    to={entry.to}
                    activeOptions={{ includeSearch: false, exact: entry.to === "/portal" }}
                    className={`${link} h-11 px-3`}
                  >
                    {entry.label}
                  </Link>
                </li>
              ))}
            </ul>
          </nav>
          <div className="ms-auto flex items-center gap-1">{tools}</div>
        </div>
      </header>
      <main
        id="content"
        tabIndex={-1}
        className="mx-auto w-full max-w-3xl flex-1 px-4 py-6 max-sm:pb-28"
      >
        {children}
      </main>
      {navigation.length > 0 && (
        <nav
          aria-label={t("main")}
          className="fixed inset-x-0 bottom-0 z-bar border-t bg-card pb-[env(safe-area-inset-bottom)] sm:hidden"
        >
          <ul className="flex">
            {navigation.map((entry) => (
              <li key={entry.to} className="min-w-0 flex-1">
                <Link
                  to={entry.to}
                  activeOptions={{ includeSearch: false, exact: entry.to === "/portal" }}
                  className={`${link} h-16 flex-col justify-center gap-1 text-meta`}
                >
                  <entry.icon aria-hidden className="size-5" />
                  <span className="max-w-full truncate px-1">{entry.label}</span>
                </Link>
              </li>
            ))}
          </ul>
        </nav>
      )}
    </div>
  );
}
