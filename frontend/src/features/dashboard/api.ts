import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api, data, type Schemas } from "@/api/client";
import type { operations } from "@/api/generated/schema";
import { keys } from "@/lib/keys";
import type { Week } from "./model";

export type Interview = Schemas["InterviewOut"];
export type InterviewStatus = Schemas["InterviewsStatus"];

/** Figures age while somebody looks at them; hints of changes refresh them sooner. */
const EVERY_MS = 60_000;

export function stats(days: number | undefined) {
  return queryOptions({
    queryKey: keys.dashboard.of("stats", days),
    refetchInterval: EVERY_MS,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      data(api.GET("/api/dashboard/stats", { params: { query: { days } }, signal })),
  });
}

export type Stats = operations["dashboard_stats"]["responses"][200]["content"]["application/json"];

interface InterviewsWanted {
  status: InterviewStatus[];
  from?: string;
  to?: string;
  sort: "scheduled_start_time" | "-scheduled_start_time" | "created_at" | "-updated_at";
  limit: number;
}

/** Interviews of staff and client users; candidates have a page of their own. */
export function interviews(wanted: InterviewsWanted) {
  const query = { ...wanted, count: true };
  return queryOptions({
    queryKey: keys.interviews.list(query),
    placeholderData: keepPreviousData,
    refetchInterval: EVERY_MS,
    queryFn: async ({ signal }) => {
      const found = await data(api.GET("/api/interviews", { params: { query }, signal }));
      return {
        total: found.total ?? found.items.length,
        items: found.items.filter((each): each is Interview => "candidate_name" in each),
      };
    },
  });
}

export function newApplications(limit: number) {
  const query = { status: ["NEW" as const], limit, count: true };
  return queryOptions({
    queryKey: keys.candidates.list(query),
    queryFn: async ({ signal }) => {
      const found = await data(api.GET("/api/candidates", { params: { query }, signal }));
      return { total: found.total ?? found.items.length, items: found.items };
    },
  });
}

export function jobs(limit: number) {
  const query = { status: ["open" as const], limit, count: true };
  return queryOptions({
    queryKey: keys.jobs.list(query),
    queryFn: async ({ signal }) => {
      const found = await data(api.GET("/api/jobs", { params: { query }, signal }));
      return { total: found.total ?? found.items.length, items: found.items };
    },
  });
}

/** What came in during one week. A week that is over hardly changes. */
export function week({ from, to }: Week, over: boolean) {
  return queryOptions({
    queryKey: keys.dashboard.of("week", from, to),
    staleTime: over ? 3_600_000 : EVERY_MS,
    queryFn: async ({ signal }) => {
      const found = await data(
        api.GET("/api/interviews/stats/pipeline", { params: { query: { from, to } }, signal }),
      );
      const applications = Object.values(found.by_candidate_status);
      return {
        applications: applications.reduce((total, each) => total + each, 0),
        interviews: found.total,
      };
    },
  });
}
