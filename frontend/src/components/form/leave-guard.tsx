import { useBlocker } from "@tanstack/react-router";
import { t } from "@/components/messages";
import { AlertDialog } from "@/components/ui/alert-dialog";

/** Asks before unsaved work is left, by link, by Back, or by closing the tab. */
export function LeaveGuard({ when }: { when: boolean }) {
  const blocker = useBlocker({
    shouldBlockFn: ({ current, next }) => when && current.pathname !== next.pathname,
    enableBeforeUnload: when,
    withResolver: true,
  });
  const blocked = blocker.status === "blocked";
  return (
    <AlertDialog
      open={blocked}
      onOpenChange={(open) => !open && blocker.reset?.()}
      title={t("leaveTitle")}
      effect={t("leaveText")}
      confirm={t("leave")}
      onConfirm={() => blocker.proceed?.()}
    />
  );
}
