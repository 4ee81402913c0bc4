import type { ReactNode } from "react";
import { usePageTitle } from "@/components/layout/use-page-title";

/** The h1 of a page of the portal; the shell already brings the margins. */
export function Heading({ title, children }: { title: string; children?: ReactNode }) {
  usePageTitle(title);
  return (
    <header className="mb-5">
      <h1 tabIndex={-1} className="text-[1.375rem] leading-8 font-semibold break-words">
        {title}
      </h1>
      {children}
    </header>
  );
}
