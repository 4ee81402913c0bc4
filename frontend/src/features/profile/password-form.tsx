import { useRef, useState, type FormEvent } from "react";
import { mapErrors } from "@/api/field-errors";
import { newKey } from "@/api/headers";
import { isProblem } from "@/api/problem";
import { NewPassword } from "@/components/password/new-password";
import { fits } from "@/components/password/password-rules";
import { explain } from "@/components/states/explain";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { PasswordInput } from "@/components/ui/password-input";
import { changePassword } from "./api";
import { t } from "./messages";

interface Refused {
  current_password?: string;
  new_password?: string;
  general?: string;
}

const NAMES = ["current_password", "new_password"] as const;

function refusedBy(error: unknown): Refused {
  if (!isProblem(error, 422)) return { general: explain(error) };
  if (error.errors.some((each) => each.field.endsWith("current_password")))
    return { current_password: t("currentWrong") };
  const { fields, rest } = mapErrors(error, NAMES);
  return {
    new_password: fields.find(({ path }) => path === "new_password")?.message,
    general: rest.join(" ") || (fields.length === 0 ? error.detail : undefined),
  };
}

/** Both passwords are read from the form when it is sent and kept nowhere. */
export function PasswordForm({ email, onChanged }: { email: string; onChanged: () => void }) {
  const form = useRef<HTMLFormElement>(null);
  // The server takes the same key with other passwords for a mistake: every try is a request of its own.
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<Refused>({});
  const [round, setRound] = useState(0);
  const [changed, setChanged] = useState(false);

  const show = (next: Refused) => {
    setRefused(next);
    const first = NAMES.find((name) => next[name]);
    const control = first ? form.current?.elements.namedItem(first) : null;
    if (control instanceof HTMLElement) control.focus();
  };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy) return;
    const typed = new FormData(event.currentTarget);
    const current = String(typed.get("current_password") ?? "");
    const next = String(typed.get("new_password") ?? "");
    setChanged(false);
    const missing: Refused = {
      ...(current ? {} : { current_password: t("currentNeeded") }),
      ...(fits(next, email) ? {} : { new_password: t("tooWeak") }),
    };
    if (missing.current_password || missing.new_password) return show(missing);
    setBusy(true);
    setRefused({});
    changePassword(current, next, newKey())
      .then(
        () => {
          setChanged(true);
          // Empties both fields.
          setRound(round + 1);
          onChanged();
        },
        (error: unknown) => show(refusedBy(error)),
      )
      .finally(() => setBusy(false));
  };
  return (
    <form ref={form} onSubmit={submit} noValidate className="grid max-w-md gap-4">
      <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
      {changed && (
        <Notice tone="success" announce>
          {t("changed")}
        </Notice>
      )}
      {refused.general && (
        <Notice tone="danger" announce>
          {refused.general}
        </Notice>
      )}
      <div key={round} className="grid gap-4">
        <Field label={t("current")} error={refused.current_password} required>
          {(control) => (
            <PasswordInput {...control} name="current_password" autoComplete="current-password" />
          )}
        </Field>
        <NewPassword error={refused.new_password} email={email} />
      </div>
      <div>
        <Button type="submit" busy={busy}>
          {t("change")}
        </Button>
      </div>
    </form>
  );
}
