import { useSyncExternalStore } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import type { Session } from "@/api/session";
import type { Door } from "./doors";
import { t } from "./messages";
import { SignInForm } from "./sign-in-form";

interface SessionExpiredProps<User> {
  session: Session<User>;
  door: Door;
}

/** Over the page whose session has ended, so that nothing that was typed is lost. */
export function SessionExpired<User>({ session, door }: SessionExpiredProps<User>) {
  const { status } = useSyncExternalStore(session.subscribe, session.snapshot);
  return (
    <Dialog
      open={status === "expired"}
      // Only signing in, or leaving on purpose, closes it: the page behind it can do nothing without.
      onOpenChange={() => undefined}
      closable={false}
      title={t("expiredTitle")}
      description={t("expiredLead")}
    >
      <SignInForm door={door} email={door.email()} onSignedIn={() => undefined} />
      <Button tone="quiet" size="wide" className="mt-2" onClick={() => void door.signOut()}>
        {t("notYou")}
      </Button>
    </Dialog>
  );
}
