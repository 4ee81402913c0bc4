/** The typed clients of the API: `api` for the internal portal, `portalApi` for candidates. */
import createClient from "openapi-fetch";
import { backend } from "./address";
import type { components, paths } from "./generated/schema";
import { noAnswer, Problem, problemOf } from "./problem";
import type { Session } from "./session";
import { portalSession, session } from "./sessions";

export type Schemas = components["schemas"];

/** Longer than any answer should take. Uploads and streams do not come through here. */
const PATIENCE_MS = 30_000;

/**
 * Sends with the session's token. On 401: one shared refresh, then once more. When the session is over, waits until
 * the person has signed in again over the page, so that what he was about to save is not lost.
 */
export async function send<User>(
  of: Session<User>,
  request: Request,
  patienceMs = PATIENCE_MS,
): Promise<Response> {
  const again = request.clone();
  if (of.state.status === "expired" && !isSignIn(request)) await of.untilSignedIn();
  const used = of.token;
  const response = await once(request, used, patienceMs);
  if (response.status !== 401 || used === null || isSignIn(request)) return response;
  const fresh = of.token !== used && of.token !== null;
  if (!fresh && !(await of.refresh()) && !(await of.untilSignedIn())) return response;
  return once(again, of.token, patienceMs);
}

async function once(request: Request, token: string | null, patienceMs: number): Promise<Response> {
  if (token !== null) request.headers.set("Authorization", `Bearer ${token}`);
  try {
    return await fetch(request, {
      signal: AbortSignal.any([request.signal, AbortSignal.timeout(patienceMs)]),
    });
  } catch (cause) {
    // A query that is no longer wanted is no problem.
    if (request.signal.aborted) throw cause;
    throw noAnswer(cause);
  }
}

function isSignIn(request: Request): boolean {
  return /\/(login|refresh|logout)$/.test(new URL(request.url).pathname);
}

function client<User>(of: Session<User>) {
  return createClient<paths>({
    baseUrl: backend(),
    credentials: "same-origin",
    fetch: (request) => send(of, request),
    // Lists as repeated names: `status=open&status=on_hold`.
    querySerializer: { array: { style: "form", explode: true } },
  });
}

export const api = client(session);
export const portalApi = client(portalSession);

interface Answer<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** The data of a call, or its Problem thrown: `const job = await data(api.GET("/api/jobs/{job_id}", {...}))`. */
export async function data<T>(call: Promise<Answer<T>>): Promise<T> {
  const { data: body, error, response } = await call;
  if (!response.ok) throw await problemOf(rebuilt(response, error));
  if (body === undefined)
    throw new Problem({
      status: response.status,
      type: "empty",
      title: "No content",
      detail: "The server sent nothing.",
    });
  return body;
}

/** For calls that answer 202 or 204 without a body. */
export async function done(call: Promise<Answer<unknown>>): Promise<void> {
  const { error, response } = await call;
  if (!response.ok) throw await problemOf(rebuilt(response, error));
}

/** openapi-fetch has read the body of a refusal already; the headers are still needed. */
function rebuilt(response: Response, error: unknown): Response {
  const body = typeof error === "string" ? error : JSON.stringify(error ?? null);
  return new Response(body, { status: response.status, headers: response.headers });
}
