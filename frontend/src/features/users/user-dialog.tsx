import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { z } from "zod";
import { atField } from "@/api/field-errors";
import {
  AccountDialog,
  accountShape,
  firstPassword,
  orNull,
} from "@/components/accounts/account-dialog";
import { useApiForm } from "@/components/form/use-api-form";
import { toast } from "@/components/ui/toast";
import { keys } from "@/lib/keys";
import { addUser, changeUser, userById, type Role, type User } from "./api";
import { t } from "./messages";
import { BASE_ROLES, isBase, rightsChanged } from "./model";
import { UserRights } from "./user-rights";

const schema = z
  .object({
    ...accountShape,
    role: z.enum(BASE_ROLES),
    role_id: z.string().transform(orNull),
    client_id: z.string().transform(orNull),
  })
  .refine(...firstPassword)
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
  const form = useApiForm({
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
  const reload = () => {
    if (!user) return;
    void cache
      .fetchQuery({ ...userById(user.user_id), staleTime: 0 })
      .then(setBase, (error: unknown) => toast.failed(t("notDone"), error));
  };
  const now = valuesOf(base);
  const changed = (field: "name" | "phone") =>
    now[field] === opened[field] ? undefined : now[field];

  return (
    <AccountDialog
      account={user}
      title={user ? t("editTitle", { name: user.name }) : t("addTitle")}
      of={form}
      latest={{ name: changed("name"), phone: changed("phone") }}
      add={t("add")}
      onReload={reload}
      onClose={onClose}
    >
      <UserRights form={form.form} roles={roles} own={own} editing={user !== null} />
    </AccountDialog>
  );
}
