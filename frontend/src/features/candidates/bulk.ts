/** Many moves, a few at a time, with a result for each: one that fails stops none of the others. Pure but for `send`. */
import type { CandidateStatus } from "@/components/status/statuses";
import type { Row } from "./model";

export type Outcome =
  | { kind: "waiting" }
  | { kind: "sending" }
  | { kind: "moved"; status: CandidateStatus }
  | { kind: "failed"; error: unknown }
  | { kind: "stopped" };

const AT_ONCE = 3;

export interface BulkRun {
  rows: readonly Row[];
  send: (row: Row) => Promise<CandidateStatus>;
  onOutcome: (id: string, outcome: Outcome) => void;
  signal: AbortSignal;
}

export async function runBulk({ rows, send, onOutcome, signal }: BulkRun): Promise<void> {
  const queue = [...rows];
  const worker = async () => {
    for (let row = queue.shift(); row; row = queue.shift()) {
      if (signal.aborted) {
        onOutcome(row.candidate_id, { kind: "stopped" });
        continue;
      }
      onOutcome(row.candidate_id, { kind: "sending" });
      try {
        onOutcome(row.candidate_id, { kind: "moved", status: await send(row) });
      } catch (error) {
        onOutcome(row.candidate_id, { kind: "failed", error });
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, rows.length) }, worker));
}
