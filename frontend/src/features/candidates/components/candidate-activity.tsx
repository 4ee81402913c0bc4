import { useQuery } from "@tanstack/react-query";
import { useCan } from "@/auth/can";
import { Activity } from "@/components/activity/activity";
import type { Line } from "@/components/activity/describe";
import { Timeline } from "@/components/activity/timeline";
import { statusLabel } from "@/components/status/status";
import { historyQuery } from "../api";
import { t } from "../messages";
import type { Candidate } from "../model";

/** What happened: from the audit for those who may read it, and the interviews' own history between. */
export function CandidateActivity({ candidate }: { candidate: Candidate }) {
  const audit = useCan("audit:read");
  const interviews = useCan("interviews:read");
  const history = useQuery({ ...historyQuery(candidate.candidate_id), enabled: interviews });
  const rounds: Line[] = (history.data?.items ?? []).flatMap((interview) =>
    interview.status_history.map((stage) => ({
      id: `${interview.interview_id}-${stage.at}-${stage.status}`,
      at: stage.at,
      title: t("stage", {
        count: interview.interview_round,
        name: interview.round_name,
        status: statusLabel(stage.status),
      }),
      by: stage.by,
      changes: [],
      reason: stage.reason,
    })),
  );
  if (audit) return <Activity of="candidate" id={candidate.candidate_id} also={rounds} />;
  const added: Line = {
    id: "added",
    at: candidate.created_at,
    title: t("proposed"),
    by: null,
    changes: [],
    reason: null,
  };
  return (
    <Timeline lines={[...rounds, added].sort((one, other) => other.at.localeCompare(one.at))} />
  );
}
