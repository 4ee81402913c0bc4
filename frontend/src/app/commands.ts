/** What the features offer to the palette, the create menu and the keys: their `commands.ts`. */
import type { FeatureCommand } from "@/components/command/types";

const found = import.meta.glob<FeatureCommand[]>("../features/*/commands.ts", {
  eager: true,
  import: "commands",
});

export const commands: FeatureCommand[] = Object.values(found).flat();
