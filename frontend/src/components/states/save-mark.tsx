import { t } from "@/components/messages";
import { Check, CloudOff, LoaderCircle } from "lucide-react";
import { formatTime } from "@/lib/format";
import { useZone } from "@/lib/use-zone";

interface SaveMarkProps {
  state: "idle" | "saving" | "saved" | "failed";
  at?: string | Date;
}

/** For what saves by itself: Saving, Saved 10:42, Not saved. */
export function SaveMark({ state, at }: SaveMarkProps) {
  const zone = useZone();
  return (
    <span role="status" className="inline-flex items-center gap-1 text-dense text-muted">
      {state === "saving" && (
        <>
          <LoaderCircle aria-hidden className="size-4 animate-spin" /> {t("saving")}
        </>
      )}
      {state === "saved" && (
        <>
          <Check aria-hidden className="size-4" />{" "}
          {at ? t("savedAt", { time: formatTime(at, zone) }) : t("saved")}
        </>
      )}
      {state === "failed" && (
        <>
          <CloudOff aria-hidden className="size-4" /> {t("notSaved")}
        </>
      )}
    </span>
  );
}
