import type { UseNavigateResult } from "@tanstack/react-router";
import type { LucideIcon } from "lucide-react";
import type { Me } from "@/api/sessions";

export type CommandGroup = "page" | "go" | "create" | "view" | "session";

/** Something that can be done, as data: the palette, the shortcuts and the sheet of keys all read it. */
export interface Command {
  /** Stable; recent commands are remembered by it. */
  id: string;
  title: string;
  group: CommandGroup;
  icon?: LucideIcon;
  /** `mod+k`, `n`, or a sequence: `g j`. Letters as they are typed; never fires while somebody types. */
  keys?: string;
  /** Other words that find it. */
  keywords?: string;
  run: () => void;
  /** In the sheet of keys, but of no use in the palette: next row, previous row. */
  keysOnly?: boolean;
}

export interface CommandContext {
  user: Me;
  navigate: UseNavigateResult<string>;
}

/** What a feature always offers: `features/<name>/commands.ts` exports `commands`, a list of these. */
export interface FeatureCommand extends Omit<Command, "run"> {
  /** The list whose `n` it is: there that key makes a new one. */
  home?: string;
  when: (user: Me) => boolean;
  run: (context: CommandContext) => void;
}

export interface Found {
  id: string;
  title: string;
  hint?: string;
  run: (context: CommandContext) => void;
}

/** Finds things by words, for the palette: `features/<name>/search.ts` exports `source`. */
export interface SearchSource {
  id: string;
  /** Heading over its finds: "Candidates". */
  label: string;
  icon: LucideIcon;
  when: (user: Me) => boolean;
  search: (words: string, signal: AbortSignal) => Promise<Found[]>;
}
