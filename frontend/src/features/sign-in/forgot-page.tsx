import { Link } from "@tanstack/react-router";
import { useRef, useState } from "react";
import { newKey } from "@/api/headers";
import { Door as DoorFrame } from "@/components/layout/door";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { DoorFailure } from "./door-failure";
import type { Door } from "./doors";
import { t } from "./messages";
import { useDoorForm } from "./use-door-form";

/** Asks for a link to set a new password. The answer is the same for every address. */
export function ForgotPage({ door }: { door: Door }) {
  const key = useRef(newKey());
  const [sent, setSent] = useState(false);
  const { form, failure, busy, onSubmit } = useDoorForm(
    ["email"],
    async (values) => {
      await door.forgot((values.email ?? "").trim(), key.current);
      key.current = newKey();
      setSent(true);
    },
    (values) => (values.email?.trim() ? {} : { email: t("emailNeeded") }),
  );
  return (
    <DoorFrame
      portal={door.portal}
      title={t("forgotTitle")}
      lead={t("forgotLead")}
      foot={
        <Link
          to={door.portal ? "/portal/login" : "/login"}
          className="font-medium text-primary underline-offset-4 hover:underline"
        >
          {t("backToSignIn")}
        </Link>
      }
    >
      <form ref={form} onSubmit={onSubmit} noValidate className="grid gap-4">
        <DoorFailure of={failure} />
        {sent && (
          <Notice tone="success" announce>
            {t("linkSent")}
          </Notice>
        )}
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
            />
          )}
        </Field>
        <Button type="submit" tone="primary" size="wide" busy={busy}>
          {t("sendLink")}
        </Button>
      </form>
    </DoorFrame>
  );
}
