import { Link } from "@tanstack/react-router";
import type { CandidateSearch } from "../api";
import { t } from "../messages";

/** Back to the list as it was. */
export function Crumbs({ search }: { search?: CandidateSearch }) {
  return (
    <nav aria-label={t("way")} className="mb-1 text-dense text-muted">
      <Link
        to="/candidates"
        search={search}
        className="rounded-control hover:text-fg hover:underline"
      >
        {t("candidates")}
      </Link>
    </nav>
  );
}
