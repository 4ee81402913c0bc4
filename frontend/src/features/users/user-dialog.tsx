import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useWatch } from "react-hook-form";
import { z } from "zod";
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
import { toast } from "@/components/ui/toast";
import { keys } from "@/lib/keys";
import { addUser, changeUser, userById, type Role, type User } from "./api";
import { t } from "./messages";
import { BASE_ROLES, isBase, rightsChanged } from "./model";
import { UserRights } from "./user-rights";

const orNull = (value: string) => value || null;

const schema = z
  .object({
    name: z.string().trim().min(1, t("nameNeeded")).max(200, t("tooLong")),
    email: z.string().trim().min(1, t("emailNeeded")).max(254, t("tooLong")),
    phone: z.string().trim().max(40, t("tooLong")).transform(orNull),
    role: z.enum(BASE_ROLES),
    role_id: z.string().transform(orNull),
    client_id: z.string().transform(orNull),
    access: z.enum(["link", "password"]),
    password: z.string(),
  })
  .refine((values) => values.access === "link" || values.password.length >= 12, {
    path: ["password"],
    message: t("passwordShort"),
  })
  .refine((values) => values.role !== "client_user" || values.client_id !== null, {
    path: ["client_id"],
    message: t("clientNeeded"),
  });

export type UserValues = z.input<typeof schema>;
export type UserOutput = z.output<typeof schema>;

interface UserDialogProps {
  /** Null: a new one. */
  user: User | null;
  own: boolean;
  roles: readonly Role[];
  onClose: () => void;
}

function valuesOf(user: User | null): UserValues {
  return {
    name: user?.name ?? "",
    email: user?.email ?? "",
    phone: user?.phone ?? "",
    role: user && isBase(user.role) ? user.role : "recruiter",
    role_id: user?.role_id ?? "",
    client_id: user?.client_id ?? "",
    access: "link",
    password: "",
  };
}

/** Adds a user, or changes one. Mount it when it opens. */
export default function UserDialog({ user, own, roles, onClose }: UserDialogProps) {
  const cache = useQueryClient();
  // What If-Match names; newer than `user` after "load the new version".
  const [base, setBase] = useState(user);
  const opened = valuesOf(user);
  const { form, submit, busy, failure } = useApiForm({
    schema,
    values: opened,
    send: async ({ access, password, ...values }, key) => {
      const { name, email, phone, role } = values;
      // A client belongs to a client's user only; one chosen before the role was changed is not meant.
      const client_id = role === "client_user" ? values.client_id : null;
      const role_id = role === "admin" ? null : values.role_id;
      if (base) {
        const before = schema.parse({ ...opened, name: opened.name || "-" });
        await changeUser(
          base,
          {
            ...(name !== opened.name && { name }),
            ...(phone !== before.phone && { phone }),
            ...rightsChanged(before, { role, role_id, client_id }),
          },
          key,
        );
        toast.done(t("saved", { name }));
      } else {
        const body = { name, email, phone, role, role_id, client_id };
        await addUser(access === "password" ? { ...body, password } : body, key).catch(
          (error: unknown) => {
            throw atField(error, "duplicate-email", "email");
          },
        );
        toast.done(access === "link" ? t("linkMailed", { email }) : t("userAdded", { name }));
      }
      void cache.invalidateQueries({ queryKey: keys.users.all });
      onClose();
    },
  });
  const access = useWatch({ control: form.control, name: "access" });
  const reload = () => {
    if (!user) return;
    void cache
      .fetchQuery({ ...userById(user.user_id), staleTime: 0 })
      .then(setBase, (error: unknown) => toast.failed(t("notDone"), error));
  };
  const now = valuesOf(base);
  const foreign = (field: "name" | "phone") =>
    now[field] === opened[field]
      ? undefined
      : t("nowOnServer", { value: now[field] || t("nothing") });

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && !busy && onClose()}
      mayClose={() => !form.formState.isDirty}
      title={user ? t("editTitle", { name: user.name }) : t("addTitle")}
    >
      <form onSubmit={submit} noValidate className="-mx-6 -mb-5">
        <div className="grid gap-4 px-6 pb-5">
          <FormSummary failure={failure} onReload={reload} />
          <FormField
            control={form.control}
            name="name"
            label={t("name")}
            hint={foreign("name")}
            required
          >
            {(field) => <Input {...field} autoComplete="off" />}
          </FormField>
          {user ? (
            <Field label={t("email")} hint={t("emailFixed")}>
              {(field) => <Input {...field} value={user.email} readOnly />}
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
            hint={foreign("phone")}
            optional
          >
            {(field) => <Input {...field} type="tel" autoComplete="off" />}
          </FormField>
          <UserRights form={form} roles={roles} own={own} editing={user !== null} />
          {!user && (
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
          {!user && access === "password" && (
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
            {user ? t("save") : t("add")}
          </Button>
        </DialogFooter>
      </form>
    </Dialog>
  );
}
