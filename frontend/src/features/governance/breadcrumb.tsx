import { Link } from "@tanstack/react-router";
import { Breadcrumbs } from "@/components/layout/breadcrumbs";
import { messages } from "@/lib/i18n";

const t = messages({ path: "The way here", roles: "Roles" });

/** The way back from one role to all of them. */
export function RolesBreadcrumb() {
  return (
    <Breadcrumbs label={t("path")}>
      <Link to="/governance/roles">{t("roles")}</Link>
    </Breadcrumbs>
  );
}
