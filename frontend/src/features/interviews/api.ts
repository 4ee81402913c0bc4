/** What the pages of interviews ask of the API. */
import {
  keepPreviousData,
  queryOptions,
  useMutation,
  useQueryClient,
  type QueryClient,
} from "@tanstack/react-query";
import { api, data, type Schemas } from "@/api/client";
import { idempotent, ifMatch } from "@/api/headers";
import { Problem } from "@/api/problem";
import { keys } from "@/lib/keys";
import { isWhole, type Interview } from "./model";

export interface InterviewQuery {
  q?: string;
  sort?: string;
  cursor?: string;
  limit?: number;
  count?: boolean;
  status?: Interview["interview_status"][];
  job_id?: string;
  client_id?: string;
  interview_round?: number;
  /** Instants. */
  from?: string;
  to?: string;
}

export function interviewsQuery(query: InterviewQuery) {
  return queryOptions({
    queryKey: keys.interviews.list(query),
    queryFn: async ({ signal }) => {
      const page = await data(api.GET("/api/interviews", { params: { query }, signal }));
      return { ...page, items: page.items.filter(isWhole) };
    },
    placeholderData: keepPreviousData,
  });
}

export function interviewQuery(id: string) {
  return queryOptions({
    queryKey: keys.interviews.detail(id),
    queryFn: async ({ signal }) =>
      whole(
        await data(
          api.GET("/api/interviews/{interview_id}", {
            params: { path: { interview_id: id } },
            signal,
          }),
        ),
      ),
  });
}

/** Every round of an application, for the ladder. */
export function historyQuery(candidateId: string) {
  return queryOptions({
    queryKey: keys.interviews.of("history", candidateId),
    // Kept as it came: the page of the candidate reads the same entry.
    queryFn: ({ signal }) =>
      data(
        api.GET("/api/candidates/{candidate_id}/interview-history", {
          params: { path: { candidate_id: candidateId } },
          signal,
        }),
      ),
    select: (history) => history.items,
  });
}

export function candidateQuery(id: string) {
  return queryOptions({
    queryKey: keys.candidates.of("brief", id),
    queryFn: ({ signal }) =>
      data(
        api.GET("/api/candidates/{candidate_id}", {
          params: { path: { candidate_id: id } },
          signal,
        }),
      ),
  });
}

export function candidateSearch(q: string) {
  return queryOptions({
    queryKey: keys.candidates.of("search", q),
    queryFn: ({ signal }) =>
      data(
        api.GET("/api/candidates", { params: { query: { q: q || undefined, limit: 20 } }, signal }),
      ),
    placeholderData: keepPreviousData,
  });
}

export function jobSearch(q: string) {
  return queryOptions({
    queryKey: keys.jobs.of("search", q),
    queryFn: ({ signal }) =>
      data(api.GET("/api/jobs", { params: { query: { q: q || undefined, limit: 50 } }, signal })),
    placeholderData: keepPreviousData,
  });
}

export function jobQuery(id: string) {
  return queryOptions({
    queryKey: keys.jobs.of("brief", id),
    queryFn: ({ signal }) =>
      data(api.GET("/api/jobs/{job_id}", { params: { path: { job_id: id } }, signal })),
  });
}

export function clientSearch(q: string) {
  return queryOptions({
    queryKey: keys.clients.of("search", q),
    queryFn: ({ signal }) =>
      data(
        api.GET("/api/clients", { params: { query: { q: q || undefined, limit: 50 } }, signal }),
      ),
    placeholderData: keepPreviousData,
  });
}

function whole(one: Interview | Schemas["OwnInterviewOut"]): Interview {
  if (isWhole(one)) return one;
  throw new Problem({
    status: 403,
    type: "forbidden",
    title: "Forbidden",
    detail: "This is the candidate's own view of an interview.",
  });
}

/** What one does to an interview, with what it takes. */
export type Act =
  | { action: "publish" }
  | { action: "send-invite" | "mark-no-show" | "move-to-next-round" }
  | { action: "book-slot"; body: Schemas["BookSlot"] }
  | { action: "mark-completed"; body: Schemas["MarkCompleted"] }
  | { action: "cancel" | "reject"; body: Schemas["Reason"] }
  | { action: "decline-slots"; body: Schemas["DeclineSlots"] }
  | { action: "initiate-hiring"; body: Schemas["Hiring"] };

async function act(interview: Interview, does: Act, key: string): Promise<Interview> {
  const rest = {
    params: { path: { interview_id: interview.interview_id } },
    headers: idempotent(key),
  };
  switch (does.action) {
    case "publish":
      return edit(interview, { publish: true }, key);
    case "send-invite":
      return data(api.POST("/api/interviews/{interview_id}/send-invite", { ...rest, body: {} }));
    case "mark-no-show":
      return data(api.POST("/api/interviews/{interview_id}/mark-no-show", { ...rest, body: {} }));
    case "move-to-next-round":
      return data(
        api.POST("/api/interviews/{interview_id}/move-to-next-round", { ...rest, body: {} }),
      );
    case "book-slot":
      return whole(
        await data(
          api.POST("/api/interviews/{interview_id}/book-slot", { ...rest, body: does.body }),
        ),
      );
    case "decline-slots":
      return whole(
        await data(
          api.POST("/api/interviews/{interview_id}/decline-slots", { ...rest, body: does.body }),
        ),
      );
    case "mark-completed":
      return data(
        api.POST("/api/interviews/{interview_id}/mark-completed", { ...rest, body: does.body }),
      );
    case "cancel":
      return data(api.POST("/api/interviews/{interview_id}/cancel", { ...rest, body: does.body }));
    case "reject":
      return data(api.POST("/api/interviews/{interview_id}/reject", { ...rest, body: does.body }));
    case "initiate-hiring":
      return data(
        api.POST("/api/interviews/{interview_id}/initiate-hiring", { ...rest, body: does.body }),
      );
  }
}

async function edit(
  interview: Interview,
  body: Schemas["InterviewUpdate"],
  key: string,
): Promise<Interview> {
  return whole(
    await data(
      api.PUT("/api/interviews/{interview_id}", {
        params: { path: { interview_id: interview.interview_id } },
        headers: { ...idempotent(key), ...ifMatch(interview.version) },
        body,
      }),
    ),
  );
}

export async function createInterview(
  body: Schemas["InterviewCreate"],
  key: string,
): Promise<Interview> {
  return whole(await data(api.POST("/api/interviews", { body, headers: idempotent(key) })));
}

/** Puts the answer in place at once; all that shows interviews or candidates is asked for again. */
export function keep(cache: QueryClient, interview: Interview): void {
  cache.setQueryData(keys.interviews.detail(interview.interview_id), interview);
  void cache.invalidateQueries({ queryKey: keys.interviews.all });
  void cache.invalidateQueries({ queryKey: keys.candidates.all });
}

export function useAct(interview: Interview) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: ({ does, key }: { does: Act; key: string }) => act(interview, does, key),
    onSuccess: (answer) => keep(cache, answer),
    // Refused because it is in another state than shown: show that state.
    onError: () => cache.invalidateQueries({ queryKey: keys.interviews.all }),
  });
}

export function useEdit(interview: Interview) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: ({ body, key }: { body: Schemas["InterviewUpdate"]; key: string }) =>
      edit(interview, body, key),
    onSuccess: (answer) => keep(cache, answer),
  });
}

/** The booked time as a file for a calendar; fetched with the session's token. */
export async function calendarFile(id: string): Promise<Blob> {
  return data(
    api.GET("/api/interviews/{interview_id}/calendar.ics", {
      params: { path: { interview_id: id } },
      parseAs: "blob",
    }),
  );
}
