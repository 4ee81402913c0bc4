import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api, data, type Schemas } from "@/api/client";
import { idempotent, ifMatch } from "@/api/headers";
import type { JobStatus, Priority } from "@/components/status/statuses";
import { keys } from "@/lib/keys";
import type { ListParams } from "@/lib/search-params";
import type { EmploymentType, Job, JobInput } from "./model";

export interface JobSearch extends ListParams {
  status?: JobStatus[];
  priority?: Priority[];
  employment_type?: EmploymentType[];
  client_id?: string;
}

export function jobsQuery(search: JobSearch) {
  return queryOptions({
    queryKey: keys.jobs.list(search),
    queryFn: ({ signal }) =>
      data(api.GET("/api/jobs", { params: { query: { ...search, count: true } }, signal })),
    placeholderData: keepPreviousData,
  });
}

export function jobQuery(id: string) {
  return queryOptions({
    queryKey: keys.jobs.detail(id),
    queryFn: ({ signal }) =>
      data(api.GET("/api/jobs/{job_id}", { params: { path: { job_id: id } }, signal })),
  });
}

/** Clients to choose from, by the words typed. */
export function clientsQuery(words = "", status?: "active") {
  return queryOptions({
    queryKey: keys.clients.of("choices", words, status),
    queryFn: ({ signal }) =>
      data(
        api.GET("/api/clients", {
          params: { query: { q: words || undefined, status, limit: 100, sort: "company_name" } },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
  });
}

export interface JobCandidatesSearch extends ListParams {
  status?: Schemas["Status"][];
}

export function jobCandidatesQuery(id: string, search: JobCandidatesSearch) {
  return queryOptions({
    queryKey: keys.candidates.list({ job: id, ...search }),
    queryFn: ({ signal }) =>
      data(
        api.GET("/api/jobs/{job_id}/candidates", {
          params: { path: { job_id: id }, query: { ...search, count: true } },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
  });
}

/** How many candidates stand where. Under the key of candidates: their moves change it. */
export function pipelineQuery(id: string) {
  return queryOptions({
    queryKey: keys.candidates.of("by-status", id),
    queryFn: ({ signal }) =>
      data(
        api.GET("/api/interviews/stats/pipeline", { params: { query: { job_id: id } }, signal }),
      ),
  });
}

export function jobInterviewsQuery(id: string, limit: number) {
  return queryOptions({
    queryKey: keys.interviews.list({ job: id, limit }),
    queryFn: ({ signal }) =>
      data(
        api.GET("/api/interviews", {
          params: { query: { job_id: id, limit, sort: "-updated_at", count: true } },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
  });
}

export function createJob(body: JobInput, key: string): Promise<Job> {
  return data(api.POST("/api/jobs", { body, headers: idempotent(key) }));
}

export function updateJob(id: string, version: number, body: Schemas["JobUpdate"]): Promise<Job> {
  return data(
    api.PUT("/api/jobs/{job_id}", {
      params: { path: { job_id: id }, header: ifMatch(version) },
      body,
    }),
  );
}
