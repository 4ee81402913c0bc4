import { useQuery } from "@tanstack/react-query";
import { Badge } from "@/components/ui/badge";
import { clientNames } from "./api";
import { t } from "./messages";
import type { Role } from "./model";

export function RoleKind({ role }: { role: Role }) {
  const { data: clients } = useQuery({ ...clientNames(), enabled: role.client_id !== null });
  if (role.is_system_role) return <Badge>{t("system")}</Badge>;
  if (role.client_id === null) return null;
  return (
    <Badge>
      {clients?.find((each) => each.client_id === role.client_id)?.company_name ?? t("forClient")}
    </Badge>
  );
}
