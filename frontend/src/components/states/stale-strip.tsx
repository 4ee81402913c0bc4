import { t } from "@/components/messages";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { Explained } from "./explained";

interface StaleStripProps {
  error: unknown;
  onRetry: () => void;
  busy?: boolean;
}

/** What is shown is the last that could be had; refreshing it failed. */
export function StaleStrip({ error, onRetry, busy }: StaleStripProps) {
  return (
    <Notice
      tone="warn"
      announce
      title={t("stale")}
      actions={
        <Button size="small" tone="quiet" busy={busy} onClick={onRetry}>
          {t("tryAgain")}
        </Button>
      }
    >
      <Explained error={error} loading />
    </Notice>
  );
}
