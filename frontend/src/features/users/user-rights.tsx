import { useQuery } from "@tanstack/react-query";
import { useDeferredValue, useState } from "react";
import { useWatch, type UseFormReturn } from "react-hook-form";
import { assignableRoles } from "@/auth/assignable";
import { FormField } from "@/components/form/form-field";
import { Combobox } from "@/components/ui/combobox";
import { Notice } from "@/components/ui/notice";
import { RadioGroup } from "@/components/ui/radio-group";
import { Select } from "@/components/ui/select";
import { clientNames, type Role } from "./api";
import { t } from "./messages";
import type { UserOutput, UserValues } from "./user-dialog";

interface UserRightsProps {
  form: UseFormReturn<UserValues, unknown, UserOutput>;
  roles: readonly Role[];
  own: boolean;
  editing: boolean;
}

/** The part of the dialog that says what the person may do: base role, client, custom role. */
export function UserRights({ form, roles, own, editing }: UserRightsProps) {
  const [words, setWords] = useState("");
  const looked = useDeferredValue(words.trim());
  const [role, roleId, clientId] = useWatch({
    control: form.control,
    name: ["role", "role_id", "client_id"],
  });
  const clients = useQuery({ ...clientNames(looked), enabled: role === "client_user" });
  const all = useQuery({ ...clientNames(""), enabled: role === "client_user" });
  const fitting = assignableRoles(roles, role, clientId || null);
  const named = [...(clients.data?.items ?? []), ...(all.data?.items ?? [])];
  const chosen = named.find((client) => client.client_id === clientId);
  const { dirtyFields } = form.formState;
  const changes =
    editing && Boolean(dirtyFields.role ?? dirtyFields.role_id ?? dirtyFields.client_id);

  const put = (name: "role" | "role_id" | "client_id", value: string) =>
    form.setValue(name, value, { shouldDirty: true, shouldValidate: form.formState.isSubmitted });

  if (own) return <Notice>{t("roleOwn")}</Notice>;
  return (
    <>
      <RadioGroup
        legend={t("role")}
        cards
        value={role}
        onChange={(value) => {
          form.setValue("role", value, { shouldDirty: true });
          // A custom role refines one base role; it does not survive another.
          put("role_id", "");
        }}
        options={[
          { value: "admin", label: t("admin"), hint: t("adminHint") },
          { value: "recruiter", label: t("recruiter"), hint: t("recruiterHint") },
          { value: "client_user", label: t("client_user"), hint: t("clientUserHint") },
        ]}
      />
      {role === "client_user" && (
        <FormField control={form.control} name="client_id" label={t("client")} required>
          {({ id, ...field }) => (
            <Combobox
              id={id}
              aria-describedby={field["aria-describedby"]}
              aria-invalid={field["aria-invalid"]}
              aria-required
              placeholder={t("chooseClient")}
              options={(clients.data?.items ?? []).map((client) => ({
                value: client.client_id,
                label: client.company_name,
                hint: client.city ?? undefined,
              }))}
              value={
                clientId ? { value: clientId, label: chosen?.company_name ?? t("client") } : null
              }
              onSearch={setWords}
              searching={clients.isFetching || looked !== words.trim()}
              onChange={(option) => put("client_id", option?.value ?? "")}
            />
          )}
        </FormField>
      )}
      {(fitting.length > 0 || roleId) && (
        <FormField
          control={form.control}
          name="role_id"
          label={t("customRole")}
          hint={t("customHint")}
        >
          {(field) => (
            <Select
              {...field}
              empty={t("standard")}
              options={fitting.map((each) => ({ value: each.role_id, label: each.role_name }))}
            />
          )}
        </FormField>
      )}
      {changes && <Notice>{t("roleChange", { name: form.getValues("name") })}</Notice>}
    </>
  );
}
