/** The palette with what the features can find: their `search.ts`. Comes with its first use. */
import Palette from "@/components/command/palette";
import type { CommandContext, SearchSource } from "@/components/command/types";

const found = import.meta.glob<SearchSource>("../features/*/search.ts", {
  eager: true,
  import: "source",
});
const sources = Object.values(found);

export default function FullPalette({ context }: { context: CommandContext }) {
  return <Palette context={context} sources={sources} />;
}
