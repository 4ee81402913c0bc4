/** What the server says when it does not do as asked: RFC 9457, and what we make of a line that is down. */

export interface FieldError {
  field: string;
  message: string;
  code: string;
}

interface Parts {
  status: number;
  type: string;
  title: string;
  detail: string;
  errors?: FieldError[];
  requestId?: string | null;
  retryAfter?: number | null;
  members?: Record<string, unknown>;
}

/** Thrown by every call that did not end well. `status` 0 means that no answer came at all. */
export class Problem extends Error {
  readonly status: number;
  readonly type: string;
  readonly title: string;
  readonly detail: string;
  readonly errors: FieldError[];
  /** Finds the matter in the server's log; shown to people so that they can pass it on. */
  readonly requestId: string | null;
  /** Seconds, from `Retry-After`. */
  readonly retryAfter: number | null;
  /** Everything else that the answer carries. */
  readonly members: Record<string, unknown>;

  constructor(parts: Parts) {
    super(`${parts.status} ${parts.type}: ${parts.detail}`);
    this.name = "Problem";
    this.status = parts.status;
    this.type = parts.type;
    this.title = parts.title;
    this.detail = parts.detail;
    this.errors = parts.errors ?? [];
    this.requestId = parts.requestId ?? null;
    this.retryAfter = parts.retryAfter ?? null;
    this.members = parts.members ?? {};
  }

  /** 409 `illegal-transition`: the actions that are possible now. */
  get allowed(): string[] {
    return strings(this.members.allowed);
  }

  /** 412: the version that the server has. */
  get currentVersion(): number | null {
    const value = this.members.current_version;
    return typeof value === "number" ? value : null;
  }

  /** 409 on booking: the slots that are still free, as the server sent them. */
  get freeSlots(): unknown[] {
    const value = this.members.free_slots;
    return Array.isArray(value) ? value : [];
  }

  /** Worth asking again by itself: nothing came, or the server is busy or away. */
  get passing(): boolean {
    return [0, 429, 502, 503, 504].includes(this.status);
  }
}

export function isProblem(error: unknown, ...statuses: number[]): error is Problem {
  return error instanceof Problem && (statuses.length === 0 || statuses.includes(error.status));
}

/** The line is down, the server did not answer, or the request took too long. */
export function noAnswer(cause: unknown): Problem {
  const late = cause instanceof DOMException && cause.name === "TimeoutError";
  return new Problem({
    status: 0,
    type: late ? "timeout" : "network",
    title: "No answer",
    detail: late ? "The server took too long to answer." : "The server cannot be reached.",
  });
}

/** Reads an answer that is not a 2xx, whoever wrote it: our services, or a proxy with a page of HTML. */
export async function problemOf(response: Response): Promise<Problem> {
  const body: unknown = await response.json().catch(() => null);
  const members = isRecord(body) ? body : {};
  const retry = Number(response.headers.get("retry-after") ?? Number.NaN);
  return new Problem({
    status: response.status,
    type: text(members.type) ?? "unknown",
    title: text(members.title) ?? "Something went wrong",
    detail: text(members.detail) ?? `The server answered with ${response.status}.`,
    errors: fieldErrors(members.errors),
    requestId: text(members.request_id) ?? response.headers.get("x-request-id"),
    retryAfter: Number.isFinite(retry) ? Math.max(0, retry) : null,
    members,
  });
}

function fieldErrors(value: unknown): FieldError[] {
  if (!Array.isArray(value)) return [];
  return value.filter(isRecord).map((each) => ({
    field: text(each.field) ?? "",
    message: text(each.message) ?? "This is not valid.",
    code: text(each.code) ?? "invalid",
  }));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function text(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}

function strings(value: unknown): string[] {
  return Array.isArray(value)
    ? value.filter((each): each is string => typeof each === "string")
    : [];
}
