import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { PasswordInput } from "@/components/ui/password-input";
import { DoorFailure } from "./door-failure";
import type { Door } from "./doors";
import { t } from "./messages";
import { useDoorForm } from "./use-door-form";

interface SignInFormProps {
  door: Door;
  onSignedIn: () => void;
  /** When the session of a known person has ended: only his password is asked. */
  email?: string;
}

/** The server's limits are its own; here only what is empty is held back. */
export function SignInForm({ door, onSignedIn, email }: SignInFormProps) {
  const { form, failure, busy, onSubmit } = useDoorForm(
    ["email", "password"],
    async (values) => {
      await door.signIn((values.email ?? "").trim(), values.password ?? "");
      onSignedIn();
    },
    (values) => ({
      ...(values.email?.trim() ? {} : { email: t("emailNeeded") }),
      ...(values.password ? {} : { password: t("passwordNeeded") }),
    }),
  );
  return (
    <form ref={form} onSubmit={onSubmit} noValidate className="grid gap-4">
      <DoorFailure of={failure} />
      <Field label={t("email")} error={failure.fields.email} required>
        {(control) => (
          <Input
            {...control}
            name="email"
            type="email"
            autoComplete="username"
            inputMode="email"
            autoCapitalize="none"
            spellCheck={false}
            defaultValue={email}
            readOnly={email !== undefined}
          />
        )}
      </Field>
      <Field label={t("password")} error={failure.fields.password} required>
        {(control) => (
          <PasswordInput
            {...control}
            name="password"
            autoComplete="current-password"
            autoFocus={email !== undefined}
          />
        )}
      </Field>
      <Button type="submit" tone="primary" size="wide" busy={busy}>
        {t("signIn")}
      </Button>
    </form>
  );
}
