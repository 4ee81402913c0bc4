import { CloudOff } from "lucide-react";
import { t } from "@/components/messages";
import type { LiveState } from "./live";

/** Quiet, and only when there is something to say. */
export function LiveMark({ state }: { state: LiveState }) {
  return (
    <span
      role="status"
      className="inline-flex items-center gap-1.5 text-dense text-muted"
      title={state === "paused" ? t("livePausedWhy") : undefined}
    >
      {state === "paused" && (
        <>
          <CloudOff aria-hidden className="size-4" />
          <span className="max-md:sr-only">{t("livePaused")}</span>
        </>
      )}
    </span>
  );
}
