import type { CandidateStatus } from "@/components/status/statuses";
import { api, data, type Schemas } from "./client";
import { idempotent, ifMatch } from "./headers";
import { whileAlike } from "./still-alike";

type Seen = Pick<Schemas["CandidateRow"], "candidate_id" | "version" | "status">;

interface Move {
  to: CandidateStatus;
  reason?: string | null;
  key: string;
}

/**
 * From the status that the person saw to another one. What changes beside it, as when the CV has just been read, does
 * not stand in the way; another status does (412), and so does the table of moves (409).
 */
export function moveCandidate(seen: Seen, { to, reason, key }: Move) {
  const params = { path: { candidate_id: seen.candidate_id } };
  return whileAlike<Seen, Schemas["CandidateFull"] | Schemas["CandidateForClient"]>(
    seen,
    ["status"],
    () => data(api.GET("/api/candidates/{candidate_id}", { params })),
    ({ version }) =>
      data(
        api.PUT("/api/candidates/{candidate_id}", {
          params,
          headers: { ...idempotent(key), ...ifMatch(version) },
          body: { status: to, ...(reason ? { status_reason: reason } : {}) },
        }),
      ),
  );
}
