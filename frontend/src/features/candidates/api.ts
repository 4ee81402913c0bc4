import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api, data, done, type Schemas } from "@/api/client";
import { idempotent, ifMatch } from "@/api/headers";
import { isProblem } from "@/api/problem";
import { whileAlike } from "@/api/still-alike";
import { upload } from "@/api/upload";
import type { CandidateStatus } from "@/components/status/statuses";
import { keys } from "@/lib/keys";
import type { ListParams } from "@/lib/search-params";
import type { FieldName } from "./cv-text";
import type { Candidate } from "./model";
import type { ADDED_WITHIN } from "./params";

const DAY_MS = 86_400_000;

export interface CandidateSearch extends ListParams {
  status?: CandidateStatus[];
  job_id?: string;
  client_id?: string;
  skill?: string;
  /** Within so many days. */
  added?: (typeof ADDED_WITHIN)[number];
}

function asked({ added, ...rest }: CandidateSearch) {
  if (added === undefined) return rest;
  return { ...rest, from: new Date(Date.now() - Number(added) * DAY_MS).toISOString() };
}

export function candidatesQuery(search: CandidateSearch) {
  return queryOptions({
    queryKey: keys.candidates.list(search),
    queryFn: ({ signal }) =>
      data(
        api.GET("/api/candidates", {
          params: { query: { ...asked(search), count: true } },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
  });
}

export function candidateQuery(id: string) {
  return queryOptions({
    queryKey: keys.candidates.detail(id),
    queryFn: ({ signal }) =>
      data(
        api.GET("/api/candidates/{candidate_id}", {
          params: { path: { candidate_id: id } },
          signal,
        }),
      ),
  });
}

export function historyQuery(id: string) {
  return queryOptions({
    queryKey: keys.interviews.of("history", id),
    queryFn: ({ signal }) =>
      data(
        api.GET("/api/candidates/{candidate_id}/interview-history", {
          params: { path: { candidate_id: id } },
          signal,
        }),
      ),
  });
}

/** Jobs to choose from. */
export function jobChoicesQuery(words = "", open = false) {
  return queryOptions({
    queryKey: keys.jobs.of("choices", words, open),
    queryFn: ({ signal }) =>
      data(
        api.GET("/api/jobs", {
          params: {
            query: {
              q: words || undefined,
              status: open ? ["open"] : undefined,
              limit: 200,
              sort: "title",
            },
          },
          signal,
        }),
      ),
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

export function clientChoicesQuery() {
  return queryOptions({
    queryKey: keys.clients.of("choices", "", undefined),
    queryFn: ({ signal }) =>
      data(
        api.GET("/api/clients", {
          params: { query: { limit: 100, sort: "company_name" } },
          signal,
        }),
      ),
  });
}

export function updateCandidate(id: string, version: number, body: Schemas["CandidateUpdate"]) {
  return data(
    api.PUT("/api/candidates/{candidate_id}", {
      params: { path: { candidate_id: id }, header: ifMatch(version) },
      body,
    }),
  );
}

type Shown = Pick<Schemas["CandidateFull"], "candidate_id" | "version"> &
  Partial<Pick<Schemas["CandidateFull"], FieldName>>;

/** Says that fields are right as this person saw them; a move of the candidate meanwhile does not stand in the way. */
export function acceptFields(seen: Shown, names: readonly FieldName[]) {
  const { candidate_id: id } = seen;
  return whileAlike<Shown, Candidate>(
    seen,
    names,
    () =>
      data(api.GET("/api/candidates/{candidate_id}", { params: { path: { candidate_id: id } } })),
    ({ version }) => updateCandidate(id, version, { accepted_fields: [...names] }),
  );
}

export function createCandidate(jobId: string, body: NewCandidate, key: string) {
  return data(
    api.POST("/api/jobs/{job_id}/candidates", {
      params: { path: { job_id: jobId } },
      headers: idempotent(key),
      body,
    }),
  );
}

export interface NewCandidate {
  name: string;
  email: string;
  phone: string | null;
  linkedin: string | null;
  current_role: string | null;
  skills: string[];
  summary: string | null;
}

export function eraseCandidate(id: string, version: number): Promise<void> {
  return done(
    api.DELETE("/api/candidates/{candidate_id}", {
      params: { path: { candidate_id: id }, header: ifMatch(version) },
    }),
  );
}

export function sendSelection(id: string, key: string) {
  return data(
    api.POST("/api/candidates/{candidate_id}/send-selection-notification", {
      params: { path: { candidate_id: id } },
      headers: idempotent(key),
    }),
  );
}

/** The file as it was uploaded. Only ever saved to disk, or shown as plain text. */
export function cvFile(id: string): Promise<Blob> {
  return data(
    api.GET("/api/candidates/{candidate_id}/cv", {
      params: { path: { candidate_id: id } },
      parseAs: "blob",
    }),
  );
}

/** The visible text of the CV with the places of what was found in it. */
export function cvTextQuery(id: string) {
  return queryOptions({
    queryKey: keys.candidates.detail(id, "cv-text"),
    queryFn: ({ signal }) =>
      data(
        api.GET("/api/candidates/{candidate_id}/cv-text", {
          params: { path: { candidate_id: id } },
          signal,
        }),
      ),
    retry: (count, error) => !isProblem(error, 404) && count < 2,
  });
}

export function parseCv(id: string, key: string) {
  return data(
    api.POST("/api/candidates/{candidate_id}/parse-cv", {
      params: { path: { candidate_id: id } },
      headers: idempotent(key),
    }),
  );
}

export function regenerateStory(id: string, key: string) {
  return data(
    api.POST("/api/candidates/{candidate_id}/regenerate-story", {
      params: { path: { candidate_id: id } },
      headers: idempotent(key),
    }),
  );
}

export async function replaceCv(
  id: string,
  file: File,
  key: string,
  signal: AbortSignal,
  onProgress: (sent: number) => void,
): Promise<Schemas["CandidateFull"]> {
  const form = new FormData();
  form.append("file", file, file.name);
  const path = `/api/candidates/${encodeURIComponent(id)}/cv`;
  const answer = await upload({ method: "PUT", path, form, key, signal, onProgress });
  return answer.json();
}
