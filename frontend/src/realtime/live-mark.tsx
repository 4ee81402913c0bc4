import { CloudOff, WifiOff } from "lucide-react";
import { t } from "@/components/messages";
import { useOnline } from "@/lib/use-online";
import type { LiveState } from "./live";

/** Quiet, and only when there is something to say. */
export function LiveMark({ state }: { state: LiveState }) {
  const online = useOnline();
  const Icon = online ? CloudOff : WifiOff;
  const quiet = online && state !== "paused";
  return (
    <span
      role="status"
      className="inline-flex items-center gap-1.5 text-dense text-muted"
      title={quiet ? undefined : t(online ? "livePausedWhy" : "offlineWhy")}
    >
      {!quiet && (
        <>
          <Icon aria-hidden className="size-4" />
          <span className="max-md:sr-only">{t(online ? "livePaused" : "offline")}</span>
        </>
      )}
    </span>
  );
}
