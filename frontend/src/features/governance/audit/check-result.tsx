import { X } from "lucide-react";
import { explain } from "@/components/states/explain";
import { RequestId } from "@/components/states/request-id";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { Notice } from "@/components/ui/notice";
import { Progress } from "@/components/ui/progress";
import { t as shared } from "@/components/messages";
import { formatMoment } from "@/lib/format";
import { useZone } from "@/lib/use-zone";
import { t } from "./messages";
import type { Check } from "./use-check";

interface CheckResultProps {
  check: Check;
  onStart: (from: number) => void;
  onStop: () => void;
  onDismiss: () => void;
}

/** How the check of the chain goes, and what it found. */
export function CheckResult({ check, onStart, onStop, onDismiss }: CheckResultProps) {
  const zone = useZone();
  const close = (
    <IconButton icon={X} label={shared("close")} onClick={onDismiss} className="-my-1.5" />
  );
  if (check.state === "idle") return null;
  if (check.state === "running") {
    const { done, all } = check;
    return (
      <Notice
        title={t("checkTitle")}
        actions={
          <Button size="small" onClick={onStop}>
            {t("stop")}
          </Button>
        }
      >
        <p>{all === null ? t("checkStart") : t("checking", { done, all })}</p>
        <Progress
          label={t("checkTitle")}
          value={all ? done / all : null}
          className="mt-2 max-w-md"
        />
      </Notice>
    );
  }
  if (check.state === "stopped" || check.state === "failed")
    return (
      <Notice
        tone="warn"
        announce
        title={
          check.state === "failed" ? t("checkFailed") : t("checkedUpTo", { count: check.next - 1 })
        }
        actions={
          <>
            <Button size="small" onClick={() => onStart(check.next)}>
              {t("again")}
            </Button>
            {close}
          </>
        }
      >
        {check.state === "failed" && (
          <>
            {explain(check.error)}
            <RequestId error={check.error} />
          </>
        )}
      </Notice>
    );
  const { found, count, at } = check;
  return found.valid ? (
    <Notice tone="success" announce title={t("valid", { count })} actions={close}>
      {found.head_number !== null && found.head_hash && (
        <p className="break-all">
          {t("validMeta", {
            when: formatMoment(at, zone),
            number: found.head_number,
            hash: `${found.head_hash.slice(0, 12)}…`,
          })}
        </p>
      )}
    </Notice>
  ) : (
    <Notice
      tone="danger"
      announce
      title={t("invalid", { number: found.first_bad_number ?? found.checked_to })}
      actions={close}
    >
      {found.reason && t("invalidReason", { reason: found.reason })}
    </Notice>
  );
}
