import type { Schemas } from "./client";
import { isProblem } from "./problem";

/** What people see of an account; the rest changes whenever its owner signs in. */
export const ACCOUNT_FIELDS = [
  "name",
  "email",
  "phone",
  "role",
  "role_id",
  "client_id",
  "status",
] as const satisfies readonly (keyof Schemas["UserOut"])[];

/**
 * A write with If-Match on what somebody else, or the system itself, may just have changed beside it: a sign-in makes a
 * new version of an account, a read CV one of a candidate. When `fields`, what this person's decision rests on, are still
 * as they were seen, it is tried once more with the version of now. A change to one of them stays a 412.
 */
export async function whileAlike<Seen extends object, T>(
  seen: Seen,
  fields: readonly (keyof Seen)[],
  read: () => Promise<Seen>,
  act: (now: Seen) => Promise<T>,
): Promise<T> {
  try {
    return await act(seen);
  } catch (error) {
    if (!isProblem(error, 412)) throw error;
    const now = await read();
    const shape = (of: Seen) => JSON.stringify(fields.map((field) => of[field]));
    if (shape(now) !== shape(seen)) throw error;
    return act(now);
  }
}
