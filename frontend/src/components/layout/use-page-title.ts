import { useEffect } from "react";

/** What the browser's tab says. Pages get it from `Page`; dialogs and states do not change it. */
export function usePageTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · Arbeit`;
  }, [title]);
}
