import { useRouter } from "@tanstack/react-router";
import { useEffect } from "react";

/**
 * After each navigation to another page the focus goes to its h1, which says where one is. Changes of search params
 * (filters, tabs) leave the focus where it is.
 */
export function RouteFocus() {
  const router = useRouter();
  useEffect(
    () =>
      router.subscribe("onRendered", ({ pathChanged, fromLocation }) => {
        if (!pathChanged || fromLocation === undefined) return;
        requestAnimationFrame(() => {
          const heading = document.querySelector<HTMLElement>("main h1[tabindex='-1']");
          const target = heading ?? document.getElementById("content");
          if (
            !target?.contains(document.activeElement) ||
            document.activeElement === document.body
          ) {
            target?.focus({ preventScroll: true });
          }
        });
      }),
    [router],
  );
  return null;
}
