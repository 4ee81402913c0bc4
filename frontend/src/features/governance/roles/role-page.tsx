import { useQuery } from "@tanstack/react-query";
import { ErrorState } from "@/components/states/error-state";
import { permissions, role as roleQuery } from "./api";
import { t } from "./messages";
import { RoleEditor } from "./role-editor";
import { RolePending } from "./role-pending";

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
