import { useQueryClient } from "@tanstack/react-query";
import { Ban, CircleCheck, Mail, Pencil, Trash2 } from "lucide-react";
import { Suspense, useRef, useState, type ReactNode } from "react";
import { newKey } from "@/api/headers";
import { isProblem } from "@/api/problem";
import { AlertDialog } from "@/components/ui/alert-dialog";
import { DropdownMenuItem, DropdownMenuSeparator } from "@/components/ui/dropdown-menu";
import { toast } from "@/components/ui/toast";
import { keys } from "@/lib/keys";
import { t } from "./messages";

type Question = "deactivate" | "remove" | "reset";
type Asked<A> = { what: "add" } | { what: "edit" | Question; account: A } | null;

/** Of a user or a client's person, what the questions speak of. */
export interface Account {
  name: string;
  email: string;
  status: string;
}

export interface AccountActions<A extends Account> {
  add: () => void;
  edit: (account: A) => void;
  ask: (what: Question, account: A) => void;
  activate: (account: A) => void;
  dialogs: ReactNode;
}

interface Options<A extends Account> {
  setStatus: (account: A, status: "active" | "inactive", key: string) => Promise<A>;
  remove: (account: A) => Promise<void>;
  mailLink: (account: A, key: string) => Promise<unknown>;
  /** The dialog that adds one (null) or changes one; loaded when it is drawn. */
  dialog: (account: A | null, close: () => void) => ReactNode;
  /** The address asks for a new one. */
  creating?: boolean;
  onClosed?: () => void;
}

/** What an administrator can do with the accounts of those who sign in to the portal. */
export function useAccountActions<A extends Account>({
  setStatus,
  remove,
  mailLink,
  dialog,
  creating = false,
  onClosed,
}: Options<A>): AccountActions<A> {
  const cache = useQueryClient();
  const [asked, setAsked] = useState<Asked<A>>(null);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const key = useRef(newKey());

  const open = (next: Asked<A>) => {
    key.current = newKey();
    setError(null);
    setAsked(next);
  };
  const refresh = () => void cache.invalidateQueries({ queryKey: keys.users.all });
  const activate = (account: A) => {
    setStatus(account, "active", newKey())
      .then(
        () => toast.done(t("activated", { name: account.name })),
        (problem: unknown) => toast.failed(t("notDone"), problem),
      )
      .finally(refresh);
  };

  const act: Record<Question, (account: A) => Promise<void>> = {
    deactivate: async (account) => {
      const saved = await setStatus(account, "inactive", key.current);
      toast.undo(t("deactivated", { name: account.name }), () => activate(saved));
    },
    remove: async (account) => {
      await remove(account);
      toast.done(t("removed", { name: account.name }));
    },
    reset: async (account) => {
      await mailLink(account, key.current);
      toast.done(t("resetDone", { email: account.email }));
    },
  };
  const confirm = async (what: Question, account: A) => {
    setBusy(true);
    setError(null);
    try {
      await act[what](account);
      setAsked(null);
      refresh();
    } catch (problem) {
      setError(problem);
      // Somebody was faster: the list behind the question shows what is true now.
      if (isProblem(problem, 404, 412)) refresh();
    }
    setBusy(false);
  };

  const adding = asked?.what === "add" || (asked === null && creating);
  const account = asked && asked.what !== "add" ? asked.account : null;
  const name = account?.name ?? "";
  const email = account?.email ?? "";
  const questions: Record<
    Question,
    { title: string; effect: string; confirm: string; tone: "danger" | "primary" }
  > = {
    deactivate: {
      title: t("deactivateTitle", { name }),
      effect: t("deactivateEffect", { email }),
      confirm: t("deactivate"),
      tone: "danger",
    },
    remove: {
      title: t("removeTitle", { name }),
      effect: t("removeEffect", { email }),
      confirm: t("remove"),
      tone: "danger",
    },
    reset: {
      title: t("resetTitle", { name }),
      effect: t("resetEffect", { email }),
      confirm: t("reset"),
      tone: "primary",
    },
  };
  const question = asked && asked.what !== "add" && asked.what !== "edit" ? asked.what : null;
  const dialogs = (
    <>
      {(adding || asked?.what === "edit") && (
        <Suspense>
          {dialog(account, () => {
            setAsked(null);
            onClosed?.();
          })}
        </Suspense>
      )}
      {question && account && (
        <AlertDialog
          open
          onOpenChange={(now) => !now && setAsked(null)}
          {...questions[question]}
          busy={busy}
          error={error}
          onConfirm={() => void confirm(question, account)}
        />
      )}
    </>
  );
  return {
    add: () => open({ what: "add" }),
    edit: (one) => open({ what: "edit", account: one }),
    ask: (what, one) => open({ what, account: one }),
    activate,
    dialogs,
  };
}

interface MenuProps<A extends Account> {
  account: A;
  /** The account of the person who looks. */
  own?: boolean;
  actions: AccountActions<A>;
}

export function AccountMenuItems<A extends Account>({
  account,
  own = false,
  actions,
}: MenuProps<A>) {
  const active = account.status === "active";
  const guard = own ? t("ownAccount") : null;
  return (
    <>
      <DropdownMenuItem icon={Pencil} onSelect={() => actions.edit(account)}>
        {t("edit")}
      </DropdownMenuItem>
      <DropdownMenuItem
        icon={Mail}
        reason={active ? null : t("resetInactive")}
        onSelect={() => actions.ask("reset", account)}
      >
        {t("reset")}
      </DropdownMenuItem>
      {active ? (
        <DropdownMenuItem
          icon={Ban}
          reason={guard}
          onSelect={() => actions.ask("deactivate", account)}
        >
          {t("deactivate")}
        </DropdownMenuItem>
      ) : (
        <DropdownMenuItem icon={CircleCheck} onSelect={() => actions.activate(account)}>
          {t("activate")}
        </DropdownMenuItem>
      )}
      <DropdownMenuSeparator />
      <DropdownMenuItem
        icon={Trash2}
        danger
        reason={guard}
        onSelect={() => actions.ask("remove", account)}
      >
        {t("remove")}
      </DropdownMenuItem>
    </>
  );
}
