import { useSecondsLeft } from "@/components/states/use-seconds-left";
import { Notice } from "@/components/ui/notice";
import type { Failure } from "./failure";
import { t } from "./messages";

/** Above a door's form: what was refused and belongs to none of its fields. Who has to wait sees how long. */
export function DoorFailure({ of: { general, error } }: { of: Failure }) {
  const left = useSecondsLeft(error);
  if (left === 0)
    return (
      <Notice announce tone="info">
        {t("waited")}
      </Notice>
    );
  return (
    general !== null && (
      <Notice announce tone="danger">
        {left === null ? (
          general
        ) : (
          <>
            <span aria-hidden>{t("wait", { count: left })}</span>
            <span className="sr-only">{general}</span>
          </>
        )}
      </Notice>
    )
  );
}
