import { useEffect } from "react";

/** What the browser's tab says: a `Page`'s title, or what a state says that is a page of its own (`null`: a part of one). */
export function usePageTitle(title: string | null): void {
  useEffect(() => {
    if (title !== null) document.title = `${title} · Arbeit`;
  }, [title]);
}
