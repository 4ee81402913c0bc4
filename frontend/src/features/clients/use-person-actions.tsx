import { useQueryClient } from "@tanstack/react-query";
import { Ban, CircleCheck, Mail, Pencil, Trash2 } from "lucide-react";
import { lazy, Suspense, useRef, useState, type ReactNode } from "react";
import type { Schemas } from "@/api/client";
import { newKey } from "@/api/headers";
import { isProblem } from "@/api/problem";
import { AlertDialog } from "@/components/ui/alert-dialog";
import { DropdownMenuItem, DropdownMenuSeparator } from "@/components/ui/dropdown-menu";
import { toast } from "@/components/ui/toast";
import { keys } from "@/lib/keys";
import type { Client, Person } from "./api";
import { t } from "./messages";
import { changePerson, deletePerson, mailLink } from "./people-api";

const PersonDialog = lazy(() => import("./person-dialog"));

type Question = "deactivate" | "remove" | "link";
type Asked = { what: "add" } | { what: "edit" | Question; person: Person } | null;

interface PersonActions {
  add: () => void;
  edit: (person: Person) => void;
  ask: (what: Question, person: Person) => void;
  activate: (person: Person) => void;
  dialogs: ReactNode;
}

/** What can be done with the people of one client. */
export function usePersonActions(
  client: Client,
  roles: readonly Schemas["RoleOut"][],
): PersonActions {
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
  const activate = (person: Person) => {
    changePerson(person, { status: "active" }, newKey())
      .then(
        () => toast.done(t("reactivated", { name: person.name })),
        (problem: unknown) => toast.failed(t("notDone"), problem),
      )
      .finally(refresh);
  };

  const act: Record<Question, (person: Person) => Promise<void>> = {
    deactivate: async (person) => {
      const saved = await changePerson(person, { status: "inactive" }, key.current);
      toast.undo(t("deactivated", { name: person.name }), () => activate(saved));
    },
    remove: async (person) => {
      await deletePerson(person);
      toast.done(t("personRemoved", { name: person.name }));
    },
    link: async (person) => {
      await mailLink(person, key.current);
      toast.done(t("linkSent", { email: person.email }));
    },
  };
  const confirm = async (what: Question, person: Person) => {
    setBusy(true);
    setError(null);
    try {
      await act[what](person);
      setAsked(null);
      refresh();
    } catch (problem) {
      setError(problem);
      // Somebody was faster: the list behind the question shows what is true now.
      if (isProblem(problem, 404, 412)) refresh();
    }
    setBusy(false);
  };

  const person = asked && asked.what !== "add" ? asked.person : null;
  const name = person?.name ?? "";
  const email = person?.email ?? "";
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
      title: t("removePersonTitle", { name }),
      effect: t("removePersonEffect", { email }),
      confirm: t("remove"),
      tone: "danger",
    },
    link: {
      title: t("linkTitle", { name }),
      effect: t("linkEffect", { email }),
      confirm: t("sendLink"),
      tone: "primary",
    },
  };
  const question = asked && asked.what !== "add" && asked.what !== "edit" ? asked.what : null;
  const dialogs = (
    <>
      {(asked?.what === "add" || asked?.what === "edit") && (
        <Suspense>
          <PersonDialog
            client={client}
            person={person}
            roles={roles}
            onClose={() => setAsked(null)}
          />
        </Suspense>
      )}
      {question && person && (
        <AlertDialog
          open
          onOpenChange={(now) => !now && setAsked(null)}
          {...questions[question]}
          busy={busy}
          error={error}
          onConfirm={() => void confirm(question, person)}
        />
      )}
    </>
  );
  return {
    add: () => open({ what: "add" }),
    edit: (one) => open({ what: "edit", person: one }),
    ask: (what, one) => open({ what, person: one }),
    activate,
    dialogs,
  };
}

export function PersonMenuItems({ person, actions }: { person: Person; actions: PersonActions }) {
  const active = person.status === "active";
  return (
    <>
      <DropdownMenuItem icon={Pencil} onSelect={() => actions.edit(person)}>
        {t("edit")}
      </DropdownMenuItem>
      <DropdownMenuItem
        icon={Mail}
        reason={active ? null : t("linkInactive")}
        onSelect={() => actions.ask("link", person)}
      >
        {t("sendLink")}
      </DropdownMenuItem>
      {active ? (
        <DropdownMenuItem icon={Ban} onSelect={() => actions.ask("deactivate", person)}>
          {t("deactivate")}
        </DropdownMenuItem>
      ) : (
        <DropdownMenuItem icon={CircleCheck} onSelect={() => actions.activate(person)}>
          {t("reactivate")}
        </DropdownMenuItem>
      )}
      <DropdownMenuSeparator />
      <DropdownMenuItem icon={Trash2} danger onSelect={() => actions.ask("remove", person)}>
        {t("remove")}
      </DropdownMenuItem>
    </>
  );
}
