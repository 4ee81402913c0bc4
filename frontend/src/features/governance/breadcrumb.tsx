import { Link } from "@tanstack/react-router";
import { ChevronLeft } from "lucide-react";
import { messages } from "@/lib/i18n";

const t = messages({ path: "Breadcrumb", roles: "Roles" });

/** The way back from one role to all of them. */
export function RolesBreadcrumb() {
  return (
    <nav aria-label={t("path")} className="mb-1">
      <Link
        to="/governance/roles"
        className="-ms-1 inline-flex min-h-6 items-center gap-0.5 rounded-control pe-1 text-dense text-muted hover:text-fg"
      >
        <ChevronLeft aria-hidden className="size-4" />
        {t("roles")}
      </Link>
    </nav>
  );
}
