import { lazy, Suspense } from "react";
import { useOverlay } from "./palette-state";
import type { CommandContext, SearchSource } from "./types";

const Palette = lazy(() => import("./palette"));
const KeysSheet = lazy(() => import("./keys-sheet"));
const ZoneDialog = lazy(() => import("./zone-dialog"));

/** What the shell can lay over any page; each comes with its first use. */
export function Overlays({
  context,
  sources,
}: {
  context: CommandContext;
  sources: readonly SearchSource[];
}) {
  const open = useOverlay();
  return (
    <Suspense>
      {open === "palette" && <Palette context={context} sources={sources} />}
      {open === "keys" && <KeysSheet />}
      {open === "zone" && <ZoneDialog />}
    </Suspense>
  );
}
