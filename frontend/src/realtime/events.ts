/** What the stream brings. The server's word is a hint where to look again; it is never shown as it is, nor trusted. */

export interface Change {
  type: string;
  entity_type: string;
  entity_id: string;
}

export type StreamEvent =
  | { kind: "ready"; unread: number | null }
  | { kind: "notification"; id: string }
  | { kind: "change"; change: Change }
  | { kind: "end"; reason: string };

/** One server-sent event; null for what is not known (yet). */
export function readEvent(name: string | undefined, text: string): StreamEvent | null {
  let body: Record<string, unknown> = {};
  try {
    const found: unknown = JSON.parse(text);
    if (typeof found === "object" && found !== null) body = { ...found };
  } catch {
    return null;
  }
  switch (name) {
    case "ready":
      return {
        kind: "ready",
        unread: typeof body.unread_count === "number" ? body.unread_count : null,
      };
    case "notification":
      return typeof body.notification_id === "string"
        ? { kind: "notification", id: body.notification_id }
        : null;
    case "change": {
      const { type, entity_type, entity_id } = body;
      return typeof type === "string" &&
        typeof entity_type === "string" &&
        typeof entity_id === "string"
        ? { kind: "change", change: { type, entity_type, entity_id } }
        : null;
    }
    case "end":
      return { kind: "end", reason: typeof body.reason === "string" ? body.reason : "unknown" };
    default:
      return null;
  }
}
