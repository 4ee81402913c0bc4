import { Problem } from "./problem";

export interface MappedErrors {
  /** By the form's own path: `experience.0.title`. */
  fields: { path: string; message: string }[];
  /** What belongs to no field of this form; shown in the summary above it. */
  rest: string[];
}

/** `body.experience[0].title` -> `experience.0.title`; union tags and validator names in between are dropped. */
export function formPath(field: string): string {
  return field
    .replace(/\[(\w+)\]/g, ".$1")
    .split(".")
    .filter(
      (part, at) =>
        part !== "" &&
        !(at === 0 && (part === "body" || part === "query")) &&
        !/^function-|\(|\)/.test(part),
    )
    .join(".");
}

/**
 * Puts each error of a 422 to the field it belongs to. `known` are the form's own names; a deeper path goes to the
 * nearest known parent (`skills.3` -> `skills`), and the first message of a field counts.
 */
export function mapErrors(problem: Problem, known: readonly string[]): MappedErrors {
  const fields = new Map<string, string>();
  const rest: string[] = [];
  for (const error of problem.errors) {
    const path = nearest(formPath(error.field), known);
    if (path === null)
      rest.push(error.field ? `${label(error.field)}: ${error.message}` : error.message);
    else if (!fields.has(path)) fields.set(path, error.message);
  }
  return { fields: [...fields].map(([path, message]) => ({ path, message })), rest };
}

function nearest(path: string, known: readonly string[]): string | null {
  const generic = (one: string) => one.replace(/\.\d+(?=\.|$)/g, ".*");
  for (let at = path; at !== ""; at = at.slice(0, Math.max(0, at.lastIndexOf(".")))) {
    if (known.includes(at) || known.includes(generic(at))) return at;
  }
  return null;
}

function label(field: string): string {
  const last = formPath(field).split(".").at(-1) ?? field;
  const words = last.replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** A refusal that is about one field although it is no 422 (an e-mail that is taken): said at that field. */
export function atField(error: unknown, type: string, field: string): unknown {
  if (!(error instanceof Problem) || error.type !== type) return error;
  return new Problem({
    status: 422,
    type: error.type,
    title: error.title,
    detail: error.detail,
    errors: [{ field, message: error.detail, code: error.type }],
    requestId: error.requestId,
  });
}
