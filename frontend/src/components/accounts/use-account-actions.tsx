import { useQueryClient } from "@tanstack/react-query";
import { Ban, CircleCheck, Mail, Pencil, Trash2 } from "lucide-react";
import { lazy, Suspense, useRef, useState, type ReactNode } from "react";
import { newKey } from "@/api/headers";
import { isProblem } from "@/api/problem";
import { AlertDialog } from "@/components/ui/alert-dialog";
import { DropdownMenuItem, DropdownMenuSeparator } from "@/components/ui/dropdown-menu";
import { toast } from "@/components/ui/toast";
import { keys } from "@/lib/keys";
import { changeUser, deleteUser, mailLink, type Role, type User } from "./api";
import { t } from "./messages";

const UserDialog = lazy(() => import("./user-dialog"));

type Question = "deactivate" | "remove" | "reset";
type Asked = { what: "add" } | { what: "edit" | Question; user: User } | null;

interface UserActions {
  add: () => void;
  edit: (user: User) => void;
  ask: (what: Question, user: User) => void;
  activate: (user: User) => void;
  dialogs: ReactNode;
}

interface Options {
  /** Nobody ends his own access, and nobody changes his own role. */
  me: string;
  roles: readonly Role[];
  /** The address asks for a new one. */
  creating: boolean;
  onClosed: () => void;
}

/** What an administrator can do with accounts. */
export function useUserActions({ me, roles, creating, onClosed }: Options): UserActions {
  const cache = useQueryClient();
  const [asked, setAsked] = useState<Asked>(null);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const key = useRef(newKey());

  const open = (next: Asked) => {
    key.current = newKey();
    setError(null);
    setAsked(next);
  };
  const refresh = () => void cache.invalidateQueries({ queryKey: keys.users.all });
  const activate = (user: User) => {
    changeUser(user, { status: "active" }, newKey())
      .then(
        () => toast.done(t("activated", { name: user.name })),
        (problem: unknown) => toast.failed(t("notDone"), problem),
      )
      .finally(refresh);
  };

  const act: Record<Question, (user: User) => Promise<void>> = {
    deactivate: async (user) => {
      const saved = await changeUser(user, { status: "inactive" }, key.current);
      toast.undo(t("deactivated", { name: user.name }), () => activate(saved));
    },
    remove: async (user) => {
      await deleteUser(user);
      toast.done(t("removed", { name: user.name }));
    },
    reset: async (user) => {
      await mailLink(user, key.current);
      toast.done(t("resetDone", { email: user.email }));
    },
  };
  const confirm = async (what: Question, user: User) => {
    setBusy(true);
    setError(null);
    try {
      await act[what](user);
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
  const user = asked && asked.what !== "add" ? asked.user : null;
  const name = user?.name ?? "";
  const email = user?.email ?? "";
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
          <UserDialog
            user={user}
            own={user?.user_id === me}
            roles={roles}
            onClose={() => {
              setAsked(null);
              onClosed();
            }}
          />
        </Suspense>
      )}
      {question && user && (
        <AlertDialog
          open
          onOpenChange={(now) => !now && setAsked(null)}
          {...questions[question]}
          busy={busy}
          error={error}
          onConfirm={() => void confirm(question, user)}
        />
      )}
    </>
  );
  return {
    add: () => open({ what: "add" }),
    edit: (one) => open({ what: "edit", user: one }),
    ask: (what, one) => open({ what, user: one }),
    activate,
    dialogs,
  };
}

interface MenuProps {
  user: User;
  /** The account of the person who looks. */
  own: boolean;
  actions: UserActions;
}

export function UserMenuItems({ user, own, actions }: MenuProps) {
  const active = user.status === "active";
  const guard = own ? t("ownAccount") : null;
  return (
    <>
      <DropdownMenuItem icon={Pencil} onSelect={() => actions.edit(user)}>
        {t("edit")}
      </DropdownMenuItem>
      <DropdownMenuItem
        icon={Mail}
        reason={active ? null : t("resetInactive")}
        onSelect={() => actions.ask("reset", user)}
      >
        {t("reset")}
      </DropdownMenuItem>
      {active ? (
        <DropdownMenuItem
          icon={Ban}
          reason={guard}
          onSelect={() => actions.ask("deactivate", user)}
        >
          {t("deactivate")}
        </DropdownMenuItem>
      ) : (
        <DropdownMenuItem icon={CircleCheck} onSelect={() => actions.activate(user)}>
          {t("activate")}
        </DropdownMenuItem>
      )}
      <DropdownMenuSeparator />
      <DropdownMenuItem
        icon={Trash2}
        danger
        reason={guard}
        onSelect={() => actions.ask("remove", user)}
      >
        {t("remove")}
      </DropdownMenuItem>
    </>
  );
}
