/** The candidates' bar, from the features' `portal-navigation.ts`. Apart from the side bar: nobody loads both. */
import type { PortalEntry } from "@/components/layout/navigation";

const found = import.meta.glob<PortalEntry[]>("../features/*/portal-navigation.ts", {
  eager: true,
  import: "navigation",
});

export const portalNavigation: PortalEntry[] = Object.values(found)
  .flat()
  .sort((a, b) => a.order - b.order);
