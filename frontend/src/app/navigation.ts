/**
 * The side bar, put together from what the features bring: a feature's `navigation.ts` exports `navigation`, a list.
 * Only pages that exist can be listed: `to` is checked against the routes.
 */
import type { NavigationEntry } from "@/components/layout/navigation";

const SECTIONS: NavigationEntry["section"][] = ["work", "governance", "system"];

const internal = import.meta.glob<NavigationEntry[]>("../features/*/navigation.ts", {
  eager: true,
  import: "navigation",
});
export const navigation: NavigationEntry[] = Object.values(internal)
  .flat()
  .sort((a, b) => SECTIONS.indexOf(a.section) - SECTIONS.indexOf(b.section) || a.order - b.order);
