import { useMutation, useQueryClient } from "@tanstack/react-query";
import { newKey } from "@/api/headers";
import { moveCandidate } from "@/api/move-candidate";
import { isProblem } from "@/api/problem";
import { statusLabel } from "@/components/status/status";
import type { CandidateStatus } from "@/components/status/statuses";
import { toast } from "@/components/ui/toast";
import { keys } from "@/lib/keys";
import { candidateQuery } from "./api";
import { t } from "./messages";
import { movesOf, wayBack, withStatus, type Candidate } from "./model";

interface Step {
  candidate: Candidate;
  to: CandidateStatus;
  reason?: string;
}

/**
 * Moves a candidate at once on the page, and back when the server does not agree. A rejection can be undone for as long
 * as its toast stays; the other moves have no way back in the table of the API.
 */
export function useMoveCandidate() {
  const client = useQueryClient();
  const { mutateAsync } = useMutation({
    mutationFn: ({ candidate, to, reason }: Step) =>
      moveCandidate(candidate, { to, reason, key: newKey() }),
    onMutate: async ({ candidate, to }) => {
      const key = candidateQuery(candidate.candidate_id).queryKey;
      await client.cancelQueries({ queryKey: key });
      const before = client.getQueryData(key);
      if (before) client.setQueryData(key, withStatus(before, to));
      return { before };
    },
    onError: (error, { candidate }, context) => {
      const key = candidateQuery(candidate.candidate_id).queryKey;
      if (context?.before) client.setQueryData(key, context.before);
      // The page was behind: what is true now comes from the server.
      if (isProblem(error, 404, 409, 412)) void client.invalidateQueries({ queryKey: key });
    },
    onSuccess: (moved) => client.setQueryData(candidateQuery(moved.candidate_id).queryKey, moved),
    onSettled: () => {
      void client.invalidateQueries({ queryKey: keys.candidates.lists });
      void client.invalidateQueries({ queryKey: keys.audit.all });
      void client.invalidateQueries({ queryKey: keys.interviews.all });
    },
  });

  const undo = async (moved: Candidate, before: CandidateStatus): Promise<void> => {
    let now = moved;
    try {
      for (const to of wayBack(before))
        now = await mutateAsync({ candidate: now, to, reason: t("undoneReason") });
    } catch (error) {
      toast.failed(t("notTakenBack", { name: moved.name }), error);
    }
  };

  /** Throws what the server refused. */
  return async (step: Step): Promise<void> => {
    const before = step.candidate.status;
    const moved = await mutateAsync(step);
    const said = t("moved", { name: moved.name, status: statusLabel(moved.status) });
    const back = movesOf(moved).some((each) => each.name === "undo-rejection" && !each.reason);
    if (back) toast.undo(said, () => void undo(moved, before));
    else toast.done(said);
  };
}
