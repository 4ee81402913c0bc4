import { useQuery } from "@tanstack/react-query";
import { Page } from "@/components/layout/page";
import { ErrorState } from "@/components/states/error-state";
import { Skeleton } from "@/components/ui/skeleton";
import { RolesBreadcrumb } from "../breadcrumb";
import { permissions, role as roleQuery } from "./api";
import { t } from "./messages";
import { RoleEditor } from "./role-editor";

export function RolePage({ roleId }: { roleId: string }) {
  const role = useQuery(roleQuery(roleId));
  const all = useQuery(permissions());
  if (role.data && all.data)
    return <RoleEditor key={role.data.role_id} role={role.data} all={all.data} />;
  const failed = role.error ?? all.error;
  if (failed)
    return (
      <ErrorState
        page
        error={failed}
        what={t("role")}
        onRetry={() => void Promise.all([role.refetch(), all.refetch()])}
      />
    );
  return <RolePending title={t("role")} />;
}

export function RolePending({ title }: { title: string }) {
  return (
    <Page title={title} breadcrumbs={<RolesBreadcrumb />}>
      <div aria-busy="true" className="grid max-w-[640px] gap-4">
        <Skeleton className="h-16" />
        <Skeleton className="h-20" />
        <Skeleton className="h-64" />
      </div>
    </Page>
  );
}
