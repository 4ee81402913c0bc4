import { useState } from "react";
import { z } from "zod";
import { FormField } from "@/components/form/form-field";
import { FormSummary } from "@/components/form/form-summary";
import { useApiForm } from "@/components/form/use-api-form";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { PasswordInput } from "@/components/ui/password-input";
import { changePassword } from "./api";
import { t } from "./messages";
import { passwordFault } from "./model";

const EMPTY = { current_password: "", new_password: "" };

export default function PasswordForm({ email }: { email: string }) {
  const [done, setDone] = useState(false);
  const { form, submit, busy, failure } = useApiForm({
    schema: z.object({
      current_password: z.string().min(1, t("currentNeeded")),
      new_password: z
        .string()
        .refine((value) => passwordFault(value, email) !== "length", t("ruleLength"))
        .refine((value) => passwordFault(value, email) !== "email", t("ruleEmail")),
    }),
    values: EMPTY,
    send: async (values, key) => {
      await changePassword(values.current_password, values.new_password, key);
      form.reset(EMPTY);
      setDone(true);
    },
  });
  return (
    <form
      onSubmit={submit}
      noValidate
      className="grid max-w-md gap-4 rounded-card border bg-card p-4 sm:p-5"
    >
      {done && !form.formState.isDirty && (
        <Notice tone="success" announce>
          {t("changed")}
        </Notice>
      )}
      <FormSummary failure={failure} />
      <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
      <FormField control={form.control} name="current_password" label={t("current")} required>
        {(field) => <PasswordInput {...field} autoComplete="current-password" />}
      </FormField>
      <FormField
        control={form.control}
        name="new_password"
        label={t("new")}
        hint={t("rule")}
        required
      >
        {(field) => <PasswordInput {...field} autoComplete="new-password" />}
      </FormField>
      <Button type="submit" tone="primary" busy={busy}>
        {t("change")}
      </Button>
    </form>
  );
}
