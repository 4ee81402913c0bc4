/** Uploads go by XMLHttpRequest: fetch does not say how much has been sent. */
import { backend } from "./address";
import { idempotent } from "./headers";
import { noAnswer, problemOf } from "./problem";
import { session } from "./sessions";

interface Upload {
  method?: "POST" | "PUT";
  path: string;
  form: FormData;
  key: string;
  signal: AbortSignal;
  /** 0 to 1 of what is to be sent; 1 means that the server is at work on it. */
  onProgress: (sent: number) => void;
}

/** Sends the form with the session's token, after one shared refresh when that was spent. Throws the Problem. */
export async function upload(what: Upload): Promise<Response> {
  const used = session.token;
  let response = await once(what, used);
  if (response.status === 401) {
    const fresh = session.token !== used && session.token !== null;
    if (fresh || (await session.refresh()) || (await session.untilSignedIn()))
      response = await once(what, session.token);
  }
  if (!response.ok) throw await problemOf(response);
  return response;
}

function once(what: Upload, token: string | null): Promise<Response> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const stop = () => request.abort();
    request.open(what.method ?? "POST", backend() + what.path);
    const headers = {
      ...idempotent(what.key),
      ...(token === null ? {} : { Authorization: `Bearer ${token}` }),
    };
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.upload.addEventListener("progress", (event) => {
      if (event.lengthComputable) what.onProgress(event.loaded / event.total);
    });
    request.upload.addEventListener("load", () => what.onProgress(1));
    request.addEventListener("load", () => resolve(answerOf(request)));
    request.addEventListener("error", () => reject(noAnswer(null)));
    request.addEventListener("abort", () =>
      reject(new DOMException("The upload was cancelled.", "AbortError")),
    );
    request.addEventListener("loadend", () => what.signal.removeEventListener("abort", stop));
    what.signal.addEventListener("abort", stop);
    if (what.signal.aborted) stop();
    request.send(what.form);
  });
}

function answerOf(request: XMLHttpRequest): Response {
  const headers = new Headers();
  for (const line of request.getAllResponseHeaders().trim().split(/\r?\n/)) {
    const [name, ...value] = line.split(": ");
    if (name) headers.append(name, value.join(": "));
  }
  const empty = request.status === 204 || request.status === 205;
  return new Response(empty ? null : request.responseText, { status: request.status, headers });
}
