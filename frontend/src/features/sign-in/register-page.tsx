import { Link } from "@tanstack/react-router";
import { useRef, useState } from "react";
import { done, portalApi } from "@/api/client";
import { idempotent, newKey } from "@/api/headers";
import { Door } from "@/components/layout/door";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { DoorFailure } from "./door-failure";
import { t } from "./messages";
import { NewPassword } from "@/components/password/new-password";
import { fits } from "@/components/password/password-rules";
import { useDoorForm } from "./use-door-form";

/** A candidate registers himself. The answer is the same for a known address. */
export function RegisterPage() {
  const key = useRef(newKey());
  const [sentTo, setSentTo] = useState<string | null>(null);
  const [email, setEmail] = useState("");
  const { form, failure, busy, onSubmit } = useDoorForm(
    ["name", "email", "phone", "password"],
    async (values) => {
      const { name = "", phone = "", password = "" } = values;
      const address = (values.email ?? "").trim();
      const body = { name: name.trim(), email: address, phone: phone.trim() || null, password };
      try {
        await done(
          portalApi.POST("/api/candidate-portal/register", {
            body,
            headers: idempotent(key.current),
          }),
        );
      } finally {
        // Corrected input is another request, not the same one once more.
        key.current = newKey();
      }
      setSentTo(address);
    },
    (values) => ({
      ...(values.name?.trim() ? {} : { name: t("nameNeeded") }),
      ...(values.email?.trim() ? {} : { email: t("emailNeeded") }),
      ...(fits(values.password ?? "", values.email ?? "") ? {} : { password: t("ruleLength") }),
    }),
  );
  const foot = (
    <p>
      {t("haveAccount")}{" "}
      <Link
        to="/portal/login"
        className="font-medium text-primary underline-offset-4 hover:underline"
      >
        {t("signIn")}
      </Link>
    </p>
  );
  if (sentTo !== null) {
    return (
      <Door portal title={t("registered")} foot={foot}>
        <Notice tone="success" announce>
          {t("registeredText", { email: sentTo })}
        </Notice>
        <p className="mt-4 text-muted">{t("noMail")}</p>
      </Door>
    );
  }
  return (
    <Door portal title={t("registerTitle")} lead={t("registerLead")} foot={foot}>
      <form ref={form} onSubmit={onSubmit} noValidate className="grid gap-4">
        <DoorFailure of={failure} />
        <Field label={t("name")} error={failure.fields.name} required>
          {(control) => <Input {...control} name="name" autoComplete="name" />}
        </Field>
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
              value={email}
              onChange={(event) => setEmail(event.target.value)}
            />
          )}
        </Field>
        <Field label={t("phone")} error={failure.fields.phone} optional>
          {(control) => <Input {...control} name="phone" type="tel" autoComplete="tel" />}
        </Field>
        <NewPassword name="password" error={failure.fields.password} email={email.trim()} />
        <Button type="submit" tone="primary" size="wide" busy={busy}>
          {t("register")}
        </Button>
      </form>
    </Door>
  );
}
