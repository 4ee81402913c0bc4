import { useRouter } from "@tanstack/react-router";
import { Door as DoorFrame } from "@/components/layout/door";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { PasswordInput } from "@/components/ui/password-input";
import { DoorFailure } from "./door-failure";
import type { Door } from "./doors";
import { t } from "./messages";
import { NewPassword } from "@/components/password/new-password";
import { fits } from "@/components/password/password-rules";
import { useDoorForm } from "./use-door-form";

/** The password was somebody else's choice: nothing else opens until it is changed, and the page asked for is kept. */
export function ChangePage({ door, next }: { door: Door; next?: string }) {
  const router = useRouter();
  const { form, failure, busy, onSubmit } = useDoorForm(
    ["current_password", "new_password"],
    async (values) => {
      await door.change(values.current_password ?? "", values.new_password ?? "");
      router.history.replace(next ?? (door.portal ? "/portal" : "/"));
    },
    (values) => ({
      ...(values.current_password ? {} : { current_password: t("passwordNeeded") }),
      ...(fits(values.new_password ?? "", door.email()) ? {} : { new_password: t("ruleLength") }),
    }),
  );
  return (
    <DoorFrame portal={door.portal} title={t("changeTitle")} lead={t("changeLead")}>
      <form ref={form} onSubmit={onSubmit} noValidate className="grid gap-4">
        <input
          type="hidden"
          name="username"
          autoComplete="username"
          value={door.email()}
          readOnly
        />
        <DoorFailure of={failure} />
        <Field label={t("currentPassword")} error={failure.fields.current_password} required>
          {(control) => (
            <PasswordInput {...control} name="current_password" autoComplete="current-password" />
          )}
        </Field>
        <NewPassword error={failure.fields.new_password} email={door.email()} />
        <Button type="submit" tone="primary" size="wide" busy={busy}>
          {t("change")}
        </Button>
        <Button
          tone="quiet"
          size="wide"
          onClick={() => {
            void door
              .signOut()
              .then(() => router.navigate({ to: door.portal ? "/portal/login" : "/login" }));
          }}
        >
          {t("signOut")}
        </Button>
      </form>
    </DoorFrame>
  );
}
