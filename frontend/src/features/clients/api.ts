import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api, data, done, type Schemas } from "@/api/client";
import { idempotent, ifMatch } from "@/api/headers";
import { keys } from "@/lib/keys";
import type { ListParams } from "@/lib/search-params";

export type Client = Schemas["ClientOut"];
export type ClientFields = Schemas["ClientCreate"];
export type Person = Schemas["UserOut"];

export interface ClientQuery {
  q?: string;
  status?: Client["status"];
  sort?: string;
  cursor?: string;
  limit?: number;
  count?: boolean;
}

export function clients(query: ClientQuery) {
  return queryOptions({
    queryKey: keys.clients.list(query),
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => data(api.GET("/api/clients", { params: { query }, signal })),
  });
}

export function client(id: string) {
  return queryOptions({
    queryKey: keys.clients.detail(id),
    queryFn: ({ signal }) =>
      data(api.GET("/api/clients/{client_id}", { params: { path: { client_id: id } }, signal })),
  });
}

export const createClient = (body: ClientFields, key: string) =>
  data(api.POST("/api/clients", { body, headers: idempotent(key) }));

export const changeClient = (
  id: string,
  version: number,
  body: Schemas["ClientUpdate"],
  key: string,
) =>
  data(
    api.PUT("/api/clients/{client_id}", {
      params: { path: { client_id: id } },
      body,
      headers: { ...ifMatch(version), ...idempotent(key) },
    }),
  );

export const deleteClient = (id: string, version: number) =>
  done(
    api.DELETE("/api/clients/{client_id}", {
      params: { path: { client_id: id } },
      headers: ifMatch(version),
    }),
  );

const MOST_PAGES = 5;

/** How many open jobs each client has; null when there are more jobs than are worth counting here. */
export function openJobs() {
  return queryOptions({
    queryKey: keys.jobs.of("open-by-client"),
    staleTime: 60_000,
    queryFn: async ({ signal }): Promise<Record<string, number> | null> => {
      const counts: Record<string, number> = {};
      let cursor: string | undefined;
      for (let page = 0; page < MOST_PAGES; page += 1) {
        const found = await data(
          api.GET("/api/jobs", {
            params: { query: { status: ["open"], limit: 200, cursor } },
            signal,
          }),
        );
        for (const job of found.items) counts[job.client_id] = (counts[job.client_id] ?? 0) + 1;
        if (found.next_cursor === null) return counts;
        cursor = found.next_cursor;
      }
      return null;
    },
  });
}

export function jobStats(clientId: string) {
  return queryOptions({
    queryKey: keys.jobs.of("stats", clientId),
    queryFn: ({ signal }) =>
      data(api.GET("/api/jobs/stats", { params: { query: { client_id: clientId } }, signal })),
  });
}

export function pipeline(clientId: string) {
  return queryOptions({
    queryKey: keys.interviews.of("pipeline", clientId),
    queryFn: ({ signal }) =>
      data(
        api.GET("/api/interviews/stats/pipeline", {
          params: { query: { client_id: clientId } },
          signal,
        }),
      ),
  });
}

/** A list below a client: the same words for all of them. */
export type BelowQuery = ListParams;

export function clientJobs(clientId: string, wanted: BelowQuery) {
  const query = { limit: 50, ...wanted, client_id: clientId, count: true };
  return queryOptions({
    queryKey: keys.jobs.list(query),
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => data(api.GET("/api/jobs", { params: { query }, signal })),
  });
}

export function clientCandidates(clientId: string, wanted: BelowQuery) {
  const query = { limit: 50, ...wanted, client_id: clientId, count: true };
  return queryOptions({
    queryKey: keys.candidates.list(query),
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => data(api.GET("/api/candidates", { params: { query }, signal })),
  });
}
