import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useWatch } from "react-hook-form";
import { useMe } from "@/auth/use-session";
import { FormSummary } from "@/components/form/form-summary";
import { LeaveGuard } from "@/components/form/leave-guard";
import { useApiForm } from "@/components/form/use-api-form";
import { Page } from "@/components/layout/page";
import { ErrorState } from "@/components/states/error-state";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { toast } from "@/components/ui/toast";
import { keys } from "@/lib/keys";
import { RolesBreadcrumb } from "../breadcrumb";
import { createRole, permissions, roles } from "./api";
import { t } from "./messages";
import { CLIENT_CEILING, copyName, flagsOf, granted, roleLabel, type Role } from "./model";
import { RoleFields, schema } from "./role-form";
import { RolePending } from "./role-pending";

interface NewRolePageProps {
  from: string | undefined;
  onFrom: (role: string | undefined) => void;
}

export function NewRolePage({ from, onFrom }: NewRolePageProps) {
  const list = useQuery(roles());
  const all = useQuery(permissions());
  if (!list.data || !all.data) {
    const failed = list.error ?? all.error;
    return failed ? (
      <ErrorState
        page
        error={failed}
        what={t("what")}
        onRetry={() => void Promise.all([list.refetch(), all.refetch()])}
      />
    ) : (
      <RolePending title={t("createTitle")} />
    );
  }
  const source = list.data.find((each) => each.role_id === from) ?? null;
  return (
    <NewRole
      // Another start is another form.
      key={source?.role_id ?? ""}
      source={source}
      list={list.data}
      all={all.data}
      onFrom={onFrom}
    />
  );
}

interface NewRoleProps {
  source: Role | null;
  list: Role[];
  all: readonly string[];
  onFrom: (role: string | undefined) => void;
}

function NewRole({ source, list, all, onFrom }: NewRoleProps) {
  const me = useMe();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [made, setMade] = useState(false);
  const { form, submit, busy, failure } = useApiForm({
    schema,
    values: {
      role_name: source ? copyName(roleLabel(source)) : "",
      description: source?.description ?? "",
      client_id: source?.client_id ?? "",
      // Nobody gives what he does not hold: a copy leaves it out.
      permissions: source
        ? granted(source.permissions).filter((name) => me.permissions.includes(name))
        : [],
    },
    send: async (values, key) => {
      const ofClient = values.client_id !== "";
      const held = values.permissions.filter((name) => !ofClient || CLIENT_CEILING.has(name));
      const role = await createRole(
        {
          role_name: values.role_name,
          description: values.description,
          permissions: flagsOf(all, held),
          client_id: values.client_id || null,
        },
        key,
      );
      setMade(true);
      toast.done(t("createdToast", { name: role.role_name }));
      void client.invalidateQueries({ queryKey: keys.roles.all });
      await navigate({
        to: "/governance/roles/$roleId",
        params: { roleId: role.role_id },
        ignoreBlocker: true,
      });
    },
  });
  const clientId = useWatch({ control: form.control, name: "client_id" });
  return (
    <Page
      title={t("createTitle")}
      breadcrumbs={<RolesBreadcrumb />}
      meta={source ? t("createLead", { name: roleLabel(source) }) : t("createBlank")}
    >
      <form noValidate onSubmit={submit} className="grid gap-5">
        <FormSummary failure={failure} />
        <Field label={t("copyFrom")} className="max-w-[640px]">
          {(control) => (
            <Select
              {...control}
              empty={t("blank")}
              value={source?.role_id ?? ""}
              options={list.map((role) => ({ value: role.role_id, label: roleLabel(role) }))}
              onChange={(event) => onFrom(event.target.value || undefined)}
            />
          )}
        </Field>
        <RoleFields control={form.control} all={all} clientId={clientId} chooseClient />
        <div>
          <Button type="submit" tone="primary" busy={busy}>
            {t("create")}
          </Button>
        </div>
      </form>
      <LeaveGuard when={form.formState.isDirty && !busy && !made} />
    </Page>
  );
}
