import {
  keepPreviousData,
  queryOptions,
  useQueryClient,
  type QueryClient,
} from "@tanstack/react-query";
import { useCallback } from "react";
import { api, data } from "@/api/client";
import { newKey } from "@/api/headers";
import { moveCandidate } from "@/api/move-candidate";
import type { CandidateStatus } from "@/components/status/statuses";
import { keys } from "@/lib/keys";
import { added, taken, type Candidate, type ColumnPage } from "./model";

export interface BoardQuery {
  q?: string;
  job_id?: string;
}

/** As many cards of a column as the board loads at once; more on request. */
export const COLUMN_SIZE = 100;

function columnKey(query: BoardQuery, status: CandidateStatus) {
  return keys.candidates.of("board", query, status);
}

export function columnQuery(query: BoardQuery, status: CandidateStatus, size: number) {
  return queryOptions({
    queryKey: [...columnKey(query, status), size],
    queryFn: async ({ signal }): Promise<ColumnPage> => {
      const found: Candidate[] = [];
      let cursor: string | null = null;
      let total: number | null | undefined;
      // The API gives 200 at most in one answer.
      do {
        const page: ColumnPage = await data(
          api.GET("/api/candidates", {
            params: {
              query: {
                ...query,
                status: [status],
                count: cursor === null,
                limit: Math.min(200, size - found.length),
                ...(cursor === null ? {} : { cursor }),
              },
            },
            signal,
          }),
        );
        total ??= page.total;
        found.push(...page.items);
        cursor = page.next_cursor;
      } while (cursor !== null && found.length < size);
      return { items: found, next_cursor: cursor, total };
    },
    placeholderData: keepPreviousData,
  });
}

/** What is planned for whom: the next interview by candidate. */
export const upcomingQuery = queryOptions({
  queryKey: keys.interviews.of("upcoming"),
  queryFn: async ({ signal }) => {
    const page = await data(
      api.GET("/api/interviews", {
        params: {
          query: {
            status: ["Confirmed", "Scheduled"],
            from: new Date().toISOString(),
            to: new Date(Date.now() + 366 * 86_400_000).toISOString(),
            sort: "scheduled_start_time",
            limit: 200,
          },
        },
        signal,
      }),
    );
    const next = new Map<string, { interview_id: string; at: string; round: string }>();
    for (const each of page.items)
      if (each.scheduled_start_time !== null && !next.has(each.candidate_id))
        next.set(each.candidate_id, {
          interview_id: each.interview_id,
          at: each.scheduled_start_time,
          round: each.round_name,
        });
    return next;
  },
});

export function jobOptions() {
  return queryOptions({
    queryKey: keys.jobs.of("board-options"),
    queryFn: ({ signal }) =>
      data(api.GET("/api/jobs", { params: { query: { limit: 200 } }, signal })),
  });
}

function columns(cache: QueryClient, change: (page: ColumnPage, status: unknown) => ColumnPage) {
  const all = cache.getQueriesData<ColumnPage>({ queryKey: keys.candidates.of("board") });
  for (const [name, page] of all)
    if (page) cache.setQueryData<ColumnPage>(name, change(page, name[3]));
}

function show(cache: QueryClient, candidate: Candidate): void {
  columns(cache, (page, status) =>
    status === candidate.status ? added(page, candidate) : taken(page, candidate.candidate_id),
  );
}

/** Moves at once on the board, and back when the server refuses. Gives the candidate as the server has it now. */
export function useMove() {
  const cache = useQueryClient();
  return useCallback(
    async (candidate: Candidate, to: CandidateStatus, reason: string | null) => {
      const board = keys.candidates.of("board");
      await cache.cancelQueries({ queryKey: board });
      const before = cache.getQueriesData<ColumnPage>({ queryKey: board });
      // Until the server answers, nobody knows what is allowed next: so nothing is.
      show(cache, { ...candidate, status: to, allowed_actions: [] });
      try {
        const after = await moveCandidate(candidate, { to, reason, key: newKey() });
        show(cache, after);
        return after;
      } catch (error) {
        for (const [name, page] of before) cache.setQueryData(name, page);
        throw error;
      } finally {
        void cache.invalidateQueries({ queryKey: keys.candidates.all });
      }
    },
    [cache],
  );
}
