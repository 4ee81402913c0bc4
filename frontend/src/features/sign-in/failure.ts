import { mapErrors } from "@/api/field-errors";
import { isProblem } from "@/api/problem";
import { t } from "./messages";

export interface Failure {
  /** By the form's field. */
  fields: Record<string, string | undefined>;
  /** Above the form. */
  general: string | null;
  /** What was thrown, where waiting helps. */
  error?: unknown;
}

export const NO_FAILURE: Failure = { fields: {}, general: null };

/** What to say at a door. Never tells which of e-mail and password was wrong. */
export function failureOf(error: unknown, known: readonly string[]): Failure {
  if (!isProblem(error)) return { fields: {}, general: t("failed") };
  if (error.type === "invalid-credentials") return { fields: {}, general: t("wrong") };
  if (error.status === 422) {
    const mapped = mapErrors(error, known);
    return {
      fields: Object.fromEntries(mapped.fields.map(({ path, message }) => [path, message])),
      general:
        mapped.rest.length > 0
          ? mapped.rest.join(" ")
          : mapped.fields.length === 0
            ? error.detail
            : null,
    };
  }
  if (error.status === 429)
    return {
      fields: {},
      general: t("wait", { count: Math.max(1, Math.ceil(error.retryAfter ?? 1)) }),
      error,
    };
  if (error.status === 0) return { fields: {}, general: t("noAnswer") };
  if (error.status >= 500) return { fields: {}, general: t("failed") };
  return { fields: {}, general: error.detail };
}
