import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { z } from "zod";
import type { Schemas } from "@/api/client";
import { atField } from "@/api/field-errors";
import {
  AccountDialog,
  accountShape,
  firstPassword,
  orNull,
} from "@/components/accounts/account-dialog";
import { FormField } from "@/components/form/form-field";
import { useApiForm } from "@/components/form/use-api-form";
import { Select } from "@/components/ui/select";
import { toast } from "@/components/ui/toast";
import { keys } from "@/lib/keys";
import type { Client, Person } from "./api";
import { t } from "./messages";
import { changesOf } from "./model";
import { addPerson, changePerson, personById } from "./people-api";

const schema = z
  .object({ ...accountShape, role_id: z.string().transform(orNull) })
  .refine(...firstPassword);

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
  const form = useApiForm({
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
  const reload = () => {
    if (!person) return;
    void cache
      .fetchQuery({ ...personById(person), staleTime: 0 })
      .then(setBase, (error: unknown) => toast.failed(t("notDone"), error));
  };
  const changed = (field: "name" | "phone") =>
    base && (base[field] ?? "") !== opened[field] ? (base[field] ?? "") : undefined;

  return (
    <AccountDialog
      account={person}
      title={
        person
          ? t("editPersonTitle", { name: person.name })
          : t("addPersonTitle", { name: client.company_name })
      }
      description={person ? undefined : t("addPersonLead")}
      of={form}
      latest={{ name: changed("name"), phone: changed("phone") }}
      add={t("add")}
      onReload={reload}
      onClose={onClose}
    >
      {roles.length > 0 && (
        <FormField
          control={form.form.control}
          name="role_id"
          label={t("role")}
          hint={t("roleHint")}
        >
          {(field) => (
            <Select
              {...field}
              empty={t("standardRole")}
              options={roles.map((role) => ({ value: role.role_id, label: role.role_name }))}
            />
          )}
        </FormField>
      )}
    </AccountDialog>
  );
}
