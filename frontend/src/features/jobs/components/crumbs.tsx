import { Link } from "@tanstack/react-router";
import { ChevronRight } from "lucide-react";
import { t } from "../messages";

/** The way here: the list, and when given the job in between. */
export function Crumbs({ job }: { job?: { job_id: string; title: string } }) {
  return (
    <nav aria-label={t("way")} className="mb-1 flex items-center gap-1 text-dense text-muted">
      <Link to="/jobs" className="rounded-control hover:text-fg hover:underline">
        {t("jobs")}
      </Link>
      {job && (
        <>
          <ChevronRight aria-hidden className="size-3.5 shrink-0 rtl:-scale-x-100" />
          <Link
            to="/jobs/$jobId"
            params={{ jobId: job.job_id }}
            className="truncate rounded-control hover:text-fg hover:underline"
          >
            {job.title}
          </Link>
        </>
      )}
    </nav>
  );
}
