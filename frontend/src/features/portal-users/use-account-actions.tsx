import { useQueryClient } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { isProblem } from "@/api/problem";
import { AlertDialog } from "@/components/ui/alert-dialog";
import { toast } from "@/components/ui/toast";
import { keys } from "@/lib/keys";
import { changePortalUser, deletePortalUser, type PortalUser } from "./api";
import { t } from "./messages";
import { ResetDialog } from "./reset-dialog";

type What = "deactivate" | "delete" | "reset";

export interface AccountActions {
  ask: (what: What, account: PortalUser) => void;
  activate: (account: PortalUser) => void;
  dialogs: ReactNode;
}

/** What can be done with an account, and the questions that come before. */
export function useAccountActions(): AccountActions {
  const client = useQueryClient();
  const [asked, setAsked] = useState<{ what: What; account: PortalUser } | null>(null);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const refresh = () => client.invalidateQueries({ queryKey: keys.portal_users.all });

  const activate = (account: PortalUser) => {
    changePortalUser(account, { status: "active" })
      .then(
        () => toast.done(t("activated", { name: account.name })),
        (problem: unknown) => toast.failed(t("notDone"), problem),
      )
      .finally(() => void refresh());
  };
  const act = async (what: Exclude<What, "reset">, account: PortalUser) => {
    if (what === "delete") {
      await deletePortalUser(account);
      toast.done(t("deleted", { name: account.name }));
      return;
    }
    const saved = await changePortalUser(account, { status: "inactive" });
    toast.undo(t("deactivated", { name: account.name }), () => activate(saved));
  };
  const confirm = (what: Exclude<What, "reset">, account: PortalUser) => {
    setBusy(true);
    setError(null);
    act(what, account)
      .then(
        () => setAsked(null),
        (problem: unknown) => {
          setError(problem);
          // Somebody was faster: the list behind the question shows what is true now.
          if (isProblem(problem, 404, 412)) void refresh();
        },
      )
      .finally(() => {
        setBusy(false);
        void refresh();
      });
  };

  return {
    ask: (what, account) => {
      setError(null);
      setAsked({ what, account });
    },
    activate,
    dialogs: asked && dialogOf(asked.what, asked.account),
  };

  function dialogOf(what: What, account: PortalUser): ReactNode {
    if (what === "reset") return <ResetDialog account={account} onClose={() => setAsked(null)} />;
    const gone = what === "delete";
    const { name, email } = account;
    return (
      <AlertDialog
        open
        onOpenChange={(open) => !open && setAsked(null)}
        title={gone ? t("deleteTitle", { name }) : t("deactivateTitle", { name })}
        effect={gone ? t("deleteEffect", { email }) : t("deactivateEffect", { email })}
        confirm={gone ? t("delete") : t("deactivate")}
        busy={busy}
        error={error}
        onConfirm={() => confirm(what, account)}
      />
    );
  }
}
