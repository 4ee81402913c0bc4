import { Link } from "@tanstack/react-router";
import { Breadcrumbs } from "@/components/layout/breadcrumbs";
import { t } from "./messages";

export function WebhooksBreadcrumb() {
  return (
    <Breadcrumbs label={t("path")}>
      <Link to="/webhooks">{t("title")}</Link>
    </Breadcrumbs>
  );
}
