import type { LucideIcon } from "lucide-react";
import type { Me } from "@/api/sessions";
import type { Path } from "@/lib/paths";

/** One line of the internal portal's side bar. Features list theirs in `features/<name>/navigation.ts`. */
export interface NavigationEntry {
  to: Path;
  label: string;
  icon: LucideIcon;
  section: "work" | "governance" | "system";
  /** Place within its section; leave gaps. */
  order: number;
  /** Who sees it. */
  when: (user: Me) => boolean;
  /** The second key of the go-to sequence: `g` then this. */
  key?: string;
}

/** One line of the candidate portal's bar: at most five. Features list theirs in `features/<name>/portal-navigation.ts`. */
export interface PortalEntry {
  to: Path;
  label: string;
  icon: LucideIcon;
  order: number;
}
