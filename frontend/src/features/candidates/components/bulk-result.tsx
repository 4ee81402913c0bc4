import { useQueryClient } from "@tanstack/react-query";
import { CircleAlert, CircleCheck, CircleDashed, LoaderCircle } from "lucide-react";
import { useCallback, useEffect, useRef, useState } from "react";
import { newKey } from "@/api/headers";
import { moveCandidate } from "@/api/move-candidate";
import { explain } from "@/components/states/explain";
import { statusLabel } from "@/components/status/status";
import type { CandidateStatus } from "@/components/status/statuses";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Progress } from "@/components/ui/progress";
import { keys } from "@/lib/keys";
import { runBulk, type Outcome } from "../bulk";
import { t } from "../messages";
import type { Row } from "../model";

interface BulkResultProps {
  rows: Row[];
  to: CandidateStatus;
  reason?: string;
  onClose: () => void;
}

function words(outcome: Outcome): string {
  switch (outcome.kind) {
    case "waiting":
      return t("bulkWaiting");
    case "sending":
      return t("bulkSending");
    case "moved":
      return t("bulkMoved", { status: statusLabel(outcome.status) });
    case "stopped":
      return t("bulkSkipped");
    case "failed":
      return explain(outcome.error);
  }
}

const ICONS = {
  waiting: [CircleDashed, "text-muted"],
  sending: [LoaderCircle, "text-muted animate-spin"],
  moved: [CircleCheck, "text-success-fg"],
  stopped: [CircleDashed, "text-muted"],
  failed: [CircleAlert, "text-danger"],
} as const;

/** Does it, one line for each candidate, and says what became of each. */
export function BulkResult({ rows, to, reason, onClose }: BulkResultProps) {
  const client = useQueryClient();
  const [outcomes, setOutcomes] = useState<Record<string, Outcome>>({});
  const [running, setRunning] = useState(true);
  const stop = useRef(new AbortController());
  const started = useRef(false);

  const run = useCallback(
    async (wanted: readonly Row[]) => {
      setRunning(true);
      await runBulk({
        rows: wanted,
        signal: stop.current.signal,
        onOutcome: (id, outcome) => setOutcomes((before) => ({ ...before, [id]: outcome })),
        send: async (row) => {
          const { status } = await moveCandidate(row, { to, reason, key: newKey() });
          return status;
        },
      });
      setRunning(false);
      void client.invalidateQueries({ queryKey: keys.candidates.all });
    },
    [client, reason, to],
  );
  useEffect(() => {
    if (started.current) return;
    started.current = true;
    void run(rows);
  }, [run, rows]);

  const all = rows.map((row) => outcomes[row.candidate_id] ?? { kind: "waiting" as const });
  const moved = all.filter((each) => each.kind === "moved").length;
  const over = all.filter((each) => each.kind !== "waiting" && each.kind !== "sending").length;
  return (
    <Dialog
      open
      closable={!running}
      mayClose={() => !running}
      onOpenChange={onClose}
      title={t("bulkTitleMove", { count: rows.length })}
      description={<span role="status">{t("bulkDone", { done: moved, total: rows.length })}</span>}
      footer={
        running ? (
          <Button onClick={() => stop.current.abort()}>{t("bulkStop")}</Button>
        ) : (
          <Button tone="primary" onClick={onClose}>
            {t("bulkClose")}
          </Button>
        )
      }
    >
      <Progress label={t("bulkProgress")} value={over / rows.length} className="mb-3" />
      <ul className="divide-y">
        {rows.map((row) => {
          const outcome = outcomes[row.candidate_id] ?? { kind: "waiting" as const };
          const [Icon, style] = ICONS[outcome.kind];
          return (
            <li key={row.candidate_id} className="flex items-start gap-2 py-2">
              <Icon aria-hidden className={`mt-0.5 size-4 shrink-0 ${style}`} />
              <span className="min-w-0 flex-1">
                <span className="block truncate font-medium">{row.name}</span>
                <span className="block text-dense text-muted">{words(outcome)}</span>
              </span>
            </li>
          );
        })}
      </ul>
    </Dialog>
  );
}
