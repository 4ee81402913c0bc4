import { useMutation, useQueryClient } from "@tanstack/react-query";
import { statusLabel } from "@/components/status/status";
import { type JobStatus } from "@/components/status/statuses";
import { toast } from "@/components/ui/toast";
import { keys } from "@/lib/keys";
import { jobQuery, updateJob } from "./api";
import { t } from "./messages";
import { movesOf, withStatus, type Job } from "./model";

interface Move {
  job: Job;
  to: JobStatus;
  reason?: string;
}

/** Moves a job at once on the page, and back when the server does not agree. What can be taken back says so. */
export function useMoveJob() {
  const client = useQueryClient();
  const { mutateAsync } = useMutation({
    mutationFn: ({ job, to, reason }: Move) =>
      updateJob(job.job_id, job.version, { status: to, ...(reason ? { reason } : {}) }),
    onMutate: async ({ job, to }) => {
      const key = jobQuery(job.job_id).queryKey;
      await client.cancelQueries({ queryKey: key });
      const before = client.getQueryData(key);
      if (before) client.setQueryData(key, withStatus(before, to));
      return { before };
    },
    onError: (_, { job }, context) => {
      if (context?.before) client.setQueryData(jobQuery(job.job_id).queryKey, context.before);
    },
    onSuccess: (job) => client.setQueryData(jobQuery(job.job_id).queryKey, job),
    onSettled: () => {
      void client.invalidateQueries({ queryKey: keys.jobs.all });
      void client.invalidateQueries({ queryKey: keys.audit.all });
    },
  });

  const quietly = async (move: Move): Promise<void> => {
    try {
      await mutateAsync(move);
    } catch (error) {
      toast.failed(t("moveFailed", { title: move.job.title }), error);
    }
  };

  /** Throws what the server refused, for the dialog that asked. */
  return async ({ job, to, reason }: Move): Promise<void> => {
    const moved = await mutateAsync({ job, to, reason });
    const words = t("moved", { title: moved.title, status: statusLabel(moved.status) });
    const back = movesOf(moved).find((each) => each.to === job.status);
    if (back && back.reason === null && !back.explain)
      toast.undo(words, () => void quietly({ job: moved, to: job.status }));
    else toast.done(words);
  };
}
