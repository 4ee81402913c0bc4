import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useWatch } from "react-hook-form";
import { z } from "zod";
import type { Schemas } from "@/api/client";
import { atField } from "@/api/field-errors";
import { FormField } from "@/components/form/form-field";
import { FormSummary } from "@/components/form/form-summary";
import { useApiForm } from "@/components/form/use-api-form";
import { Button } from "@/components/ui/button";
import { Dialog, DialogFooter } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { PasswordInput } from "@/components/ui/password-input";
import { RadioGroup } from "@/components/ui/radio-group";
import { Select } from "@/components/ui/select";
import { toast } from "@/components/ui/toast";
import { keys } from "@/lib/keys";
import type { Client, Person } from "./api";
import { t } from "./messages";
import { changesOf } from "./model";
import { addPerson, changePerson, personById } from "./people-api";

const schema = z
  .object({
    name: z.string().trim().min(1, t("personNameNeeded")).max(200, t("tooLong")),
    email: z.string().trim().min(1, t("emailNeeded")).max(254, t("tooLong")),
    phone: z
      .string()
      .trim()
      .max(40, t("tooLong"))
      .transform((value) => value || null),
    role_id: z.string().transform((value) => value || null),
    access: z.enum(["link", "password"]),
    password: z.string(),
  })
  .refine((values) => values.access === "link" || values.password.length >= 12, {
    path: ["password"],
    message: t("passwordShort"),
  });

interface PersonDialogProps {
  client: Client;
  /** Null: a new one. */
  person: Person | null;
  roles: readonly Schemas["RoleOut"][];
  onClose: () => void;
}

/** Adds a person of a client, or changes one. Mount it when it opens. */
export default function PersonDialog({ client, person, roles, onClose }: PersonDialogProps) {
  const cache = useQueryClient();
  const [base, setBase] = useState(person);
  const opened = {
    name: person?.name ?? "",
    email: person?.email ?? "",
    phone: person?.phone ?? "",
    role_id: person?.role_id ?? "",
  };
  const { form, submit, busy, failure } = useApiForm({
    schema,
    values: { ...opened, access: "link" as "link" | "password", password: "" },
    send: async ({ access, password, ...values }, key) => {
      if (base) {
        const { name, phone, role_id } = values;
        const before = { name: opened.name, phone: person?.phone, role_id: person?.role_id };
        await changePerson(base, changesOf(before, { name, phone, role_id }), key);
        toast.done(t("saved", { name }));
      } else {
        const body = { ...values, ...(access === "password" ? { password } : {}) };
        await addPerson(client.client_id, body, key).catch((error: unknown) => {
          throw atField(error, "duplicate-email", "email");
        });
        toast.done(
          access === "link" ? t("linkMailed", { email: values.email }) : t("personAdded", values),
        );
      }
      void cache.invalidateQueries({ queryKey: keys.users.all });
      onClose();
    },
  });
  const access = useWatch({ control: form.control, name: "access" });
  const reload = () => {
    if (!person) return;
    void cache
      .fetchQuery({ ...personById(person), staleTime: 0 })
      .then(setBase, (error: unknown) => toast.failed(t("notDone"), error));
  };
  const now = (mine: string | null | undefined, theirs: string | null | undefined) =>
    base && (mine ?? "") !== (theirs ?? "")
      ? t("nowOnServer", { value: theirs || t("emptyValue") })
      : undefined;

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && !busy && onClose()}
      mayClose={() => !form.formState.isDirty}
      title={
        person
          ? t("editPersonTitle", { name: person.name })
          : t("addPersonTitle", { name: client.company_name })
      }
      description={person ? undefined : t("addPersonLead")}
    >
      <form onSubmit={submit} noValidate className="-mx-6 -mb-5">
        <div className="grid gap-4 px-6 pb-5">
          <FormSummary failure={failure} onReload={reload} />
          <FormField
            control={form.control}
            name="name"
            label={t("name")}
            hint={now(person?.name, base?.name)}
            required
          >
            {(field) => <Input {...field} autoComplete="off" />}
          </FormField>
          {person ? (
            <Field label={t("email")} hint={t("emailFixed")}>
              {(field) => <Input {...field} value={person.email} readOnly />}
            </Field>
          ) : (
            <FormField control={form.control} name="email" label={t("email")} required>
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
            control={form.control}
            name="phone"
            label={t("phone")}
            hint={now(person?.phone, base?.phone)}
            optional
          >
            {(field) => <Input {...field} type="tel" autoComplete="off" />}
          </FormField>
          {roles.length > 0 && (
            <FormField control={form.control} name="role_id" label={t("role")} hint={t("roleHint")}>
              {(field) => (
                <Select
                  {...field}
                  empty={t("standardRole")}
                  options={roles.map((role) => ({ value: role.role_id, label: role.role_name }))}
                />
              )}
            </FormField>
          )}
          {!person && (
            <RadioGroup
              legend={t("access")}
              value={access}
              onChange={(value) => form.setValue("access", value, { shouldDirty: true })}
              options={[
                { value: "link", label: t("byLink"), hint: t("byLinkHint") },
                { value: "password", label: t("byPassword"), hint: t("byPasswordHint") },
              ]}
            />
          )}
          {!person && access === "password" && (
            <FormField
              control={form.control}
              name="password"
              label={t("password")}
              hint={t("passwordShort")}
              required
            >
              {(field) => <PasswordInput {...field} autoComplete="new-password" />}
            </FormField>
          )}
        </div>
        <DialogFooter className="sticky -bottom-5 z-sticky bg-card">
          <Button onClick={onClose} reason={busy ? t("saving") : null}>
            {t("cancel")}
          </Button>
          <Button type="submit" tone="primary" busy={busy}>
            {person ? t("save") : t("add")}
          </Button>
        </DialogFooter>
      </form>
    </Dialog>
  );
}
