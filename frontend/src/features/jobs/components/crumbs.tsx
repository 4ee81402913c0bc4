import { Link } from "@tanstack/react-router";
import { Breadcrumbs } from "@/components/layout/breadcrumbs";
import { t } from "../messages";

/** The way here: the list, and when given the job in between. */
export function Crumbs({ job }: { job?: { job_id: string; title: string } }) {
  return (
    <Breadcrumbs label={t("way")}>
      <Link to="/jobs">{t("jobs")}</Link>
      {job && (
        <Link to="/jobs/$jobId" params={{ jobId: job.job_id }}>
          {job.title}
        </Link>
      )}
    </Breadcrumbs>
  );
}
