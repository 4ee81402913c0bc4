/** What the features offer to the palette, the create menu and the keys: their `commands.ts` and `search.ts`. */
import type { FeatureCommand, SearchSource } from "@/components/command/types";

const found = import.meta.glob<FeatureCommand[]>("../features/*/commands.ts", {
  eager: true,
  import: "commands",
});
const searched = import.meta.glob<SearchSource>("../features/*/search.ts", {
  eager: true,
  import: "source",
});

export const commands: FeatureCommand[] = Object.values(found).flat();
export const sources: SearchSource[] = Object.values(searched);
