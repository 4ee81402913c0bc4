import { Link } from "@tanstack/react-router";
import { Breadcrumbs } from "@/components/layout/breadcrumbs";
import type { CandidateSearch } from "../api";
import { t } from "../messages";

/** Back to the list as it was. */
export function Crumbs({ search }: { search?: CandidateSearch }) {
  return (
    <Breadcrumbs label={t("way")}>
      <Link to="/candidates" search={search}>
        {t("candidates")}
      </Link>
    </Breadcrumbs>
  );
}
