import { t } from "@/components/messages";
import { Button } from "@/components/ui/button";

interface SaveBarProps {
  dirty: boolean;
  busy: boolean;
  onReset: () => void;
}

/** At the foot of a long form, inside it: docked to the screen while there is something to save. */
export function SaveBar({ dirty, busy, onReset }: SaveBarProps) {
  if (!dirty && !busy) return null;
  return (
    <div className="sticky bottom-4 z-sticky mt-6 flex flex-wrap items-center gap-2 rounded-card border bg-card px-4 py-3 shadow-pop">
      <p role="status" className="min-w-40 flex-1 font-medium">
        {t("unsaved")}
      </p>
      <Button onClick={onReset} reason={busy ? t("saving") : null}>
        {t("discard")}
      </Button>
      <Button type="submit" tone="primary" busy={busy}>
        {t("save")}
      </Button>
    </div>
  );
}
