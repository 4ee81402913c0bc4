import { useMutation, useQueryClient } from "@tanstack/react-query";
import { AlertDialog } from "@/components/ui/alert-dialog";
import { toast } from "@/components/ui/toast";
import { keys } from "@/lib/keys";
import { deleteRole } from "./api";
import { t } from "./messages";
import { roleLabel, type Role } from "./model";

interface DeleteRoleProps {
  role: Role;
  onClose: () => void;
  onDeleted?: () => void;
}

export function DeleteRole({ role, onClose, onDeleted }: DeleteRoleProps) {
  const client = useQueryClient();
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => deleteRole(role),
    onSuccess: () => {
      toast.done(t("deleted", { name: roleLabel(role) }));
      onClose();
      onDeleted?.();
      client.removeQueries({ queryKey: keys.roles.detail(role.role_id) });
      return client.invalidateQueries({ queryKey: keys.roles.all });
    },
  });
  return (
    <AlertDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("deleteTitle", { name: roleLabel(role) })}
      effect={t("deleteEffect")}
      confirm={t("delete")}
      busy={isPending}
      error={error}
      onConfirm={() => mutate()}
    />
  );
}
