import { t } from "@/components/messages";
import type { ReactNode } from "react";
import { Logo } from "./logo";
import { SkipLink } from "./skip-link";
import { usePageTitle } from "./use-page-title";

interface DoorProps {
  title: string;
  lead?: ReactNode;
  children: ReactNode;
  /** Under the card: the other ways. */
  foot?: ReactNode;
  /** Candidates read larger words. */
  portal?: boolean;
}

/** The pages before one is in: sign in, register, passwords. */
export function Door({ title, lead, children, foot, portal = false }: DoorProps) {
  usePageTitle(title);
  return (
    <div className={portal ? "portal text-portal" : undefined}>
      <SkipLink />
      <div className="mx-auto flex min-h-dvh w-full max-w-[400px] flex-col px-4 pt-[12vh] pb-8">
        <header className="mb-6 flex items-center justify-between">
          <Logo />
          <span className="text-dense text-muted">{portal ? t("candidates") : t("teams")}</span>
        </header>
        <main
          id="content"
          tabIndex={-1}
          className="rounded-dialog border bg-card px-5 py-6 sm:px-6"
        >
          <h1 tabIndex={-1} className="text-title">
            {title}
          </h1>
          {lead && <div className="mt-1 text-muted">{lead}</div>}
          <div className="mt-5">{children}</div>
        </main>
        {foot && <footer className="mt-5 grid gap-2 px-1 text-dense text-muted">{foot}</footer>}
      </div>
    </div>
  );
}
