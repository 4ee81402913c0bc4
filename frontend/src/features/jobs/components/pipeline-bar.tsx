import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { can } from "@/auth/can";
import { useMe } from "@/auth/use-session";
import { Status, statusLabel, statusLook } from "@/components/status/status";
import { CANDIDATE_STATUSES } from "@/components/status/statuses";
import { Skeleton } from "@/components/ui/skeleton";
import type { Tone } from "@/components/ui/pill";
import { pipelineQuery } from "../api";
import { t } from "../messages";
import type { Job } from "../model";

const FILLS: Record<Tone, string> = {
  neutral: "bg-neutral-fg/50",
  info: "bg-info-fg/70",
  violet: "bg-violet-fg/70",
  warn: "bg-warn-fg/70",
  success: "bg-success-fg/80",
  danger: "bg-danger-fg/60",
};

/** Where the job's candidates stand: a bar, and under it the numbers, each the way to its list. */
export function PipelineBar({ job }: { job: Job }) {
  const me = useMe();
  const may = can(me, "interviews:read") && can(me, "candidates:read");
  const { data, isPending } = useQuery({ ...pipelineQuery(job.job_id), enabled: may });
  if (!may) return null;
  if (isPending) return <Skeleton className="h-16 w-full" />;
  // Beside the page's own content this is an extra: when it fails, the page does not.
  if (!data) return null;
  const counts = CANDIDATE_STATUSES.map(
    (status) => [status, data.by_candidate_status[status] ?? 0] as const,
  );
  const total = counts.reduce((sum, [, count]) => sum + count, 0);
  return (
    <section className="grid gap-2" aria-label={t("pipeline")}>
      <p className="font-medium">
        {total === 0 ? t("pipelineNone") : t("pipelineSome", { count: total })}
      </p>
      {total > 0 && (
        <>
          <div aria-hidden className="flex h-2 gap-0.5 overflow-hidden rounded-full">
            {counts
              .filter(([, count]) => count > 0)
              .map(([status, count]) => (
                <span
                  key={status}
                  title={t("statusCount", { status: statusLabel(status), count })}
                  className={FILLS[statusLook("candidate", status).tone]}
                  style={{ flexGrow: count }}
                />
              ))}
          </div>
          <ul className="flex flex-wrap gap-x-3 gap-y-1">
            {counts
              .filter(([, count]) => count > 0)
              .map(([status, count]) => (
                <li key={status}>
                  <Link
                    to="/candidates"
                    search={{ job_id: job.job_id, status: [status] }}
                    className="inline-flex min-h-6 items-center gap-1 rounded-full pe-1.5 hover:bg-sunken touch:min-h-11"
                  >
                    <Status of="candidate" status={status} />
                    <span className="tabular text-dense font-medium">{count}</span>
                  </Link>
                </li>
              ))}
          </ul>
        </>
      )}
    </section>
  );
}
