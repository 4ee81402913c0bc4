import { queryOptions } from "@tanstack/react-query";
import { data, done, portalApi, type Schemas } from "@/api/client";
import { idempotent } from "@/api/headers";
import { keys } from "@/lib/keys";
import type { Interview } from "./model";

/** A person has a handful of either; more than that is beyond what a page should show at once. */
const LIMIT = 100;

/** Two kinds of answer, by who asks: to a candidate only his own kind comes. */
function isOwn(of: Schemas["InterviewOut"] | Interview): of is Interview {
  return "interviewer_names" in of;
}

function own(of: Schemas["InterviewOut"] | Interview): Interview {
  if (!isOwn(of)) throw new Error("an internal interview in the candidate portal");
  return of;
}

export const interviews = queryOptions({
  queryKey: keys.interviews.list(),
  queryFn: async () =>
    (
      await data(portalApi.GET("/api/interviews", { params: { query: { limit: LIMIT } } }))
    ).items.map(own),
});

export const interview = (id: string) =>
  queryOptions({
    queryKey: keys.interviews.detail(id),
    queryFn: async () =>
      own(
        await data(
          portalApi.GET("/api/interviews/{interview_id}", {
            params: { path: { interview_id: id } },
          }),
        ),
      ),
  });

export const applications = queryOptions({
  queryKey: keys.candidates.list(),
  queryFn: async () =>
    (
      await data(
        portalApi.GET("/api/candidate-portal/applications", {
          params: { query: { limit: LIMIT } },
        }),
      )
    ).items,
});

/** Takes the application back. Problem 409 when it was decided meanwhile. */
export function withdraw(id: string, reason: string, key: string) {
  return data(
    portalApi.POST("/api/candidate-portal/applications/{candidate_id}/withdraw", {
      params: { path: { candidate_id: id } },
      headers: idempotent(key),
      body: reason ? { reason } : {},
    }),
  );
}

/** None of the times suits; the agency reads the words. */
export async function declineTimes(id: string, message: string, key: string): Promise<Interview> {
  return own(
    await data(
      portalApi.POST("/api/interviews/{interview_id}/decline-slots", {
        params: { path: { interview_id: id } },
        headers: idempotent(key),
        body: { message },
      }),
    ),
  );
}

/** Takes the time; with `reason` instead of the one that is booked. Problem 409 when somebody was quicker. */
export async function book(id: string, body: Schemas["BookSlot"], key: string): Promise<Interview> {
  return own(
    await data(
      portalApi.POST("/api/interviews/{interview_id}/book-slot", {
        params: { path: { interview_id: id } },
        body,
        headers: idempotent(key),
      }),
    ),
  );
}

/** The booked time as a file for any calendar. */
export function calendarFile(id: string): Promise<Blob> {
  return data(
    portalApi.GET("/api/interviews/{interview_id}/calendar.ics", {
      params: { path: { interview_id: id } },
      parseAs: "blob",
    }),
  );
}

/** The mailed link sets a password and, with that, proves the address. */
export function askForLink(email: string, key: string): Promise<void> {
  return done(
    portalApi.POST("/api/candidate-portal/forgot-password", {
      body: { email },
      headers: idempotent(key),
    }),
  );
}
