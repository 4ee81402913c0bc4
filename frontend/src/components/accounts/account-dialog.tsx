import type { ReactNode } from "react";
import { FormProvider, useFormContext, useWatch, type FieldValues } from "react-hook-form";
import { z } from "zod";
import { FormField } from "@/components/form/form-field";
import { FormSummary } from "@/components/form/form-summary";
import type { ApiForm } from "@/components/form/use-api-form";
import { Button } from "@/components/ui/button";
import { Dialog, DialogFooter } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { PasswordInput } from "@/components/ui/password-input";
import { RadioGroup } from "@/components/ui/radio-group";
import { t } from "./messages";

export const orNull = (value: string) => value || null;

/** What every account is made of; a feature adds what its accounts have beside it. */
export const accountShape = {
  name: z.string().trim().min(1, t("nameNeeded")).max(200, t("tooLong")),
  email: z.string().trim().min(1, t("emailNeeded")).max(254, t("tooLong")),
  phone: z.string().trim().max(40, t("tooLong")).transform(orNull),
  access: z.enum(["link", "password"]),
  password: z.string(),
};

type Access = Pick<AccountInput, "access" | "password">;

/** For `refine(...firstPassword)`. */
export const firstPassword: [
  check: (values: Access) => boolean,
  otherwise: { path: string[]; message: string },
] = [
  (values) => values.access === "link" || values.password.length >= 12,
  { path: ["password"], message: t("passwordShort") },
];

export interface AccountInput {
  name: string;
  email: string;
  phone: string;
  access: "link" | "password";
  password: string;
}

interface AccountDialogProps<Values extends AccountInput, Output extends FieldValues> {
  /** Null: a new one. */
  account: { email: string } | null;
  title: string;
  description?: string;
  of: ApiForm<Values, Output>;
  /** What somebody else has made of a field meanwhile. */
  latest: { name?: string; phone?: string };
  add: string;
  onReload: () => void;
  onClose: () => void;
  /** The fields that only this kind of account has. */
  children?: ReactNode;
}

/** Adds an account, or changes one. */
export function AccountDialog<Values extends AccountInput, Output extends FieldValues>({
  account,
  title,
  description,
  of: { form, submit, busy, failure },
  latest,
  add,
  onReload,
  onClose,
  children,
}: AccountDialogProps<Values, Output>) {
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && !busy && onClose()}
      mayClose={() => !form.formState.isDirty}
      title={title}
      description={description}
    >
      <form onSubmit={submit} noValidate className="-mx-6 -mb-5">
        <FormProvider {...form}>
          <div className="grid gap-4 px-6 pb-5">
            <FormSummary failure={failure} onReload={onReload} />
            <Identity account={account} latest={latest} />
            {children}
            {!account && <FirstAccess />}
          </div>
        </FormProvider>
        <DialogFooter className="sticky -bottom-5 z-sticky bg-card">
          <Button onClick={onClose} reason={busy ? t("saving") : null}>
            {t("cancel")}
          </Button>
          <Button type="submit" tone="primary" busy={busy}>
            {account ? t("save") : add}
          </Button>
        </DialogFooter>
      </form>
    </Dialog>
  );
}

function Identity({
  account,
  latest,
}: Pick<AccountDialogProps<AccountInput, FieldValues>, "account" | "latest">) {
  const { control } = useFormContext<AccountInput>();
  const now = (value: string | undefined) =>
    value === undefined ? undefined : t("nowOnServer", { value: value || t("nothing") });
  return (
    <>
      <FormField control={control} name="name" label={t("name")} hint={now(latest.name)} required>
        {(field) => <Input {...field} autoComplete="off" />}
      </FormField>
      {account ? (
        <Field label={t("email")} hint={t("emailFixed")}>
          {(field) => <Input {...field} value={account.email} readOnly />}
        </Field>
      ) : (
        <FormField control={control} name="email" label={t("email")} required>
          {(field) => (
            <Input
              {...field}
              type="email"
              inputMode="email"
              autoComplete="off"
              autoCapitalize="none"
            />
          )}
        </FormField>
      )}
      <FormField
        control={control}
        name="phone"
        label={t("phone")}
        hint={now(latest.phone)}
        optional
      >
        {(field) => <Input {...field} type="tel" autoComplete="off" />}
      </FormField>
    </>
  );
}

function FirstAccess() {
  const { control, setValue } = useFormContext<AccountInput>();
  const access = useWatch({ control, name: "access" });
  return (
    <>
      <RadioGroup
        legend={t("access")}
        value={access}
        onChange={(value) => setValue("access", value, { shouldDirty: true })}
        options={[
          { value: "link", label: t("byLink"), hint: t("byLinkHint") },
          { value: "password", label: t("byPassword"), hint: t("byPasswordHint") },
        ]}
      />
      {access === "password" && (
        <FormField
          control={control}
          name="password"
          label={t("password")}
          hint={t("passwordShort")}
          required
        >
          {(field) => <PasswordInput {...field} autoComplete="new-password" />}
        </FormField>
      )}
    </>
  );
}
