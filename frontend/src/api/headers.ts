/** A key for one intended write: made when the form opens, sent with every try, so that a second try does nothing twice. */
export function newKey(): string {
  return crypto.randomUUID();
}

export function idempotent(key: string): { "Idempotency-Key": string } {
  return { "Idempotency-Key": key };
}

/** Write only when nobody changed it since `version` was read; else the answer is 412. */
export function ifMatch(version: number): { "If-Match": string } {
  return { "If-Match": `"${version}"` };
}

/** The version that an answer's `ETag` names, when its body does not. */
export function versionOf(response: Response): number | null {
  const match = /^(?:W\/)?"(\d+)"$/.exec(response.headers.get("etag") ?? "");
  return match ? Number(match[1]) : null;
}
