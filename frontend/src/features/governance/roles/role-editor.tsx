import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { Copy, Trash2 } from "lucide-react";
import { useState } from "react";
import { useWatch } from "react-hook-form";
import { can } from "@/auth/can";
import { useMe } from "@/auth/use-session";
import { FormSummary } from "@/components/form/form-summary";
import { LeaveGuard } from "@/components/form/leave-guard";
import { useApiForm } from "@/components/form/use-api-form";
import { Page } from "@/components/layout/page";
import { Button, buttonStyle } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { toast } from "@/components/ui/toast";
import { keys } from "@/lib/keys";
import { RolesBreadcrumb } from "../breadcrumb";
import { holders, role as roleQuery, updateRole } from "./api";
import { DeleteRole } from "./delete-role";
import { t } from "./messages";
import { deleteReason, editReason, flagsOf, granted, roleLabel, type Role } from "./model";
import { Review } from "./review";
import { RoleFields, schema, type Values } from "./role-form";
import { RoleKind } from "./role-kind";

function valuesOf(role: Role): Values {
  return {
    role_name: roleLabel(role),
    description: role.description,
    client_id: role.client_id ?? "",
    permissions: granted(role.permissions),
  };
}

/** One role: read, changed with its differences marked and reviewed, copied, deleted. */
export function RoleEditor({ role, all }: { role: Role; all: readonly string[] }) {
  const me = useMe();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [reviewing, setReviewing] = useState(false);
  const [deleting, setDeleting] = useState(false);
  const people = useQuery({
    ...holders(role.role_id),
    enabled: !role.is_system_role && can(me, "users:read"),
  });
  const reason = editReason(role, me);
  const before = granted(role.permissions);

  const { form, submit, busy, failure } = useApiForm({
    schema,
    values: valuesOf(role),
    send: async (values) => {
      try {
        const saved = await updateRole(role, {
          role_name: values.role_name,
          description: values.description,
          permissions: flagsOf(all, values.permissions),
        });
        form.reset(valuesOf(saved));
        client.setQueryData(roleQuery(role.role_id).queryKey, saved);
        toast.done(t("saved", { name: roleLabel(saved) }));
        void client.invalidateQueries({ queryKey: keys.roles.all });
      } finally {
        // What was refused is said on the form.
        setReviewing(false);
      }
    },
  });
  const typed = useWatch({ control: form.control });
  const held = typed.permissions ?? before;
  const changed =
    typed.role_name !== roleLabel(role) ||
    typed.description !== role.description ||
    held.length !== before.length ||
    held.some((name) => !before.includes(name));
  const review = () => {
    void form.trigger().then((fits) => {
      if (fits) setReviewing(true);
    });
  };

  return (
    <Page
      title={roleLabel(role)}
      breadcrumbs={<RolesBreadcrumb />}
      meta={
        <span className="flex flex-wrap items-center gap-2">
          <RoleKind role={role} />
          {people.data !== undefined &&
            (people.data > 0 ? t("holders", { count: people.data }) : t("noHolders"))}
        </span>
      }
      actions={
        can(me, "roles:write") && (
          <>
            <Link
              to="/governance/roles/new"
              search={{ from: role.role_id }}
              className={buttonStyle()}
            >
              <Copy aria-hidden />
              {t("copy")}
            </Link>
            {!role.is_system_role && (
              <Button
                tone="danger-quiet"
                reason={deleteReason(role, me, people.data ?? null)}
                onClick={() => setDeleting(true)}
              >
                <Trash2 aria-hidden />
                {t("delete")}
              </Button>
            )}
          </>
        )
      }
    >
      {reason && <Notice className="mb-4 max-w-[640px]">{reason}</Notice>}
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (changed) review();
        }}
        className="grid gap-5"
      >
        <FormSummary
          failure={failure}
          onReload={() =>
            void client.invalidateQueries({ queryKey: keys.roles.detail(role.role_id) })
          }
        />
        <RoleFields
          control={form.control}
          all={all}
          clientId={role.client_id ?? ""}
          readOnly={reason !== null}
          before={before}
        />
        {changed && (
          <div className="sticky bottom-4 z-sticky flex flex-wrap items-center gap-2 rounded-card border bg-card px-4 py-3 shadow-pop">
            <span className="flex-1" />
            <Button onClick={() => form.reset(valuesOf(role))}>{t("undo")}</Button>
            <Button type="submit" tone="primary">
              {t("review")}
            </Button>
          </div>
        )}
      </form>
      <LeaveGuard when={changed && !busy} />
      {reviewing && (
        <Review
          of={role}
          draft={{
            role_name: (typed.role_name ?? "").trim(),
            description: (typed.description ?? "").trim(),
            held,
          }}
          busy={busy}
          onSave={() => submit()}
          onClose={() => setReviewing(false)}
        />
      )}
      {deleting && (
        <DeleteRole
          role={role}
          onClose={() => setDeleting(false)}
          onDeleted={() => void navigate({ to: "/governance/roles" })}
        />
      )}
    </Page>
  );
}
