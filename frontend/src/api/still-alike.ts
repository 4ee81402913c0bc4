import type { components } from "./generated/schema";
import { isProblem } from "./problem";

type User = components["schemas"]["UserOut"];

const SEEN = ["name", "email", "phone", "role", "role_id", "client_id", "status"] as const;

/**
 * A write on an account with If-Match. Signing in makes a new version, too: when nothing that a person sees has changed,
 * it is tried once more with the version of now. A change by somebody else stays a 412.
 */
export async function whileAlike<T>(
  seen: User,
  read: () => Promise<User>,
  act: (user: User) => Promise<T>,
): Promise<T> {
  try {
    return await act(seen);
  } catch (error) {
    if (!isProblem(error, 412)) throw error;
    const now = await read();
    if (SEEN.some((field) => now[field] !== seen[field])) throw error;
    return act(now);
  }
}
