import { lazy, Suspense, type ComponentType } from "react";
import { useOverlay } from "./palette-state";
import type { CommandContext } from "./types";

const KeysSheet = lazy(() => import("./keys-sheet"));
const ZoneDialog = lazy(() => import("./zone-dialog"));

/** What the shell can lay over any page; each comes with its first use. */
export function Overlays({
  context,
  palette: Palette,
}: {
  context: CommandContext;
  /** Lazy, and with the features' sources of finds. */
  palette: ComponentType<{ context: CommandContext }>;
}) {
  const open = useOverlay();
  return (
    <Suspense>
      {open === "palette" && <Palette context={context} />}
      {open === "keys" && <KeysSheet />}
      {open === "zone" && <ZoneDialog />}
    </Suspense>
  );
}
