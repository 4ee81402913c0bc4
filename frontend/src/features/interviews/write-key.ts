import { newKey } from "@/api/headers";

/**
 * Made when a form opens: the key for what is about to be sent. The same values keep it, so that a second try does
 * nothing twice; other values are another request.
 */
export function idempotencyFor(): (values: unknown) => string {
  let key = newKey();
  let sent: string | null = null;
  return (values) => {
    const now = JSON.stringify(values);
    if (sent !== null && sent !== now) key = newKey();
    sent = now;
    return key;
  };
}
