/** Files on their way in: what is known of each, and what happens to it. Pure; use-intake.ts does the sending. */
import { isProblem } from "@/api/problem";
import { refusalOf, type FileRules, type Refusal } from "@/components/upload/file-rules";

export const RULES: FileRules = {
  extensions: [".pdf", ".docx", ".odt", ".rtf", ".txt"],
  largest: 10 * 1024 * 1024,
  most: 50,
};

export type Missing = "name" | "email";

export type Stage =
  | { kind: "refused"; why: Refusal }
  | { kind: "waiting" }
  | { kind: "sending"; sent: number }
  | { kind: "added"; candidateId: string; name: string }
  | { kind: "duplicate"; candidateId: string | null }
  /** The file does not say who it is; somebody must. `problem` says what was wrong with what was typed. */
  | { kind: "missing"; fields: Missing[]; problem: string | null }
  | { kind: "failed"; error: unknown };

export interface Item {
  id: string;
  file: File;
  /** One intended upload: kept for every try of the same content. */
  key: string;
  typed: Partial<Record<Missing, string>>;
  stage: Stage;
}

export function added(
  items: readonly Item[],
  files: readonly File[],
  key: () => string,
  rules = RULES,
): Item[] {
  const next = [...items];
  for (const file of files) {
    const before = next.filter((item) => item.stage.kind !== "refused").map((item) => item.file);
    const why = refusalOf(file, before, rules);
    next.push({
      id: key(),
      file,
      key: key(),
      typed: {},
      stage: why === null ? { kind: "waiting" } : { kind: "refused", why },
    });
  }
  return next;
}

/** What a failed upload means for its line. */
export function stageOf(error: unknown): Stage {
  if (isProblem(error, 409) && error.type === "duplicate-candidate") {
    const id = error.members.candidate_id;
    return { kind: "duplicate", candidateId: typeof id === "string" ? id : null };
  }
  if (isProblem(error, 422)) {
    const fields = (["name", "email"] as const).filter((name) =>
      error.errors.some((each) => each.field.replace(/^body\./, "") === name),
    );
    const wrong = error.errors.find((each) => each.code !== "missing");
    if (fields.length > 0)
      return { kind: "missing", fields, problem: wrong ? wrong.message : null };
  }
  return { kind: "failed", error };
}

export function countOf(items: readonly Item[]): { added: number; failed: number; busy: number } {
  const of = (...kinds: Stage["kind"][]) =>
    items.filter((item) => kinds.includes(item.stage.kind)).length;
  return {
    added: of("added"),
    failed: of("refused", "duplicate", "missing", "failed"),
    busy: of("waiting", "sending"),
  };
}

/** How far a CV is after its upload: the name of the sentence that says so. */
export function progressOf(
  candidate: { cv_status: string | null; story_status: string | null } | undefined,
): "intakeAdded" | "intakeParsing" | "intakeTelling" | "intakeTold" | "intakeUnread" {
  if (!candidate) return "intakeAdded";
  if (candidate.cv_status === "parsing") return "intakeParsing";
  if (candidate.cv_status === "failed") return "intakeUnread";
  if (candidate.story_status === "writing") return "intakeTelling";
  return candidate.story_status === "written" ? "intakeTold" : "intakeAdded";
}
