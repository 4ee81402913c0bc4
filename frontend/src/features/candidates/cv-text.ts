/** The text of a CV cut at the places of what was found in it. Pure. */
import type { Schemas } from "@/api/client";

export type CvText = Schemas["CvText"];
export type Found = Schemas["FoundField"];
export type FieldName =
  | "name"
  | "email"
  | "phone"
  | "linkedin"
  | "current_role"
  | "summary"
  | "skills"
  | "experience"
  | "education";

export const FIELDS: readonly FieldName[] = [
  "name",
  "email",
  "phone",
  "linkedin",
  "current_role",
  "summary",
  "skills",
  "experience",
  "education",
];

export interface Piece {
  start: number;
  text: string;
  /** What was found here; the narrowest where places overlap. */
  field: FieldName | null;
  /** Everything that was found here. */
  fields: readonly FieldName[];
  /** Number of the page that begins here. */
  page: number | null;
}

function isField(name: string): name is FieldName {
  return FIELDS.some((each) => each === name);
}

export function piecesOf(cv: CvText): Piece[] {
  const places = cv.found.filter((each) => each.end > each.start);
  const pages = new Map(cv.page_starts.map((start, at) => [start, at + 1]));
  const cuts = new Set<number>([0]);
  for (const each of places) {
    cuts.add(each.start);
    cuts.add(each.end);
  }
  if (cv.pages > 1) for (const start of cv.page_starts) cuts.add(start);
  const ends = [...cuts].filter((cut) => cut <= cv.text.length).sort((a, b) => a - b);
  return ends.flatMap((start, at) => {
    const end = ends[at + 1] ?? cv.text.length;
    const here = places
      .filter((each) => each.start <= start && end <= each.end)
      .sort((a, b) => a.end - a.start - (b.end - b.start));
    const fields = [...new Set(here.map((each) => each.field).filter(isField))];
    const page = cv.pages > 1 ? (pages.get(start) ?? null) : null;
    const text = cv.text.slice(start, end);
    return text === "" && page === null
      ? []
      : [{ start, text, field: fields[0] ?? null, fields, page }];
  });
}

export interface FoundField {
  field: FieldName;
  places: readonly Found[];
  /** In words; lists as how many. */
  value: string;
  count: number | null;
  typed: boolean;
  /** Whether the application holds all of it now. */
  kept: boolean;
}

/** One line for each field that was found, in the order of the profile. */
export function fieldsOf(cv: CvText): FoundField[] {
  return FIELDS.flatMap((field) => {
    const places = cv.found.filter((each) => each.field === field);
    const first = places[0];
    if (!first) return [];
    const listed = first.index !== null;
    return [
      {
        field,
        places,
        value: listed ? places.map((each) => labelOf(each.value)).join(", ") : labelOf(first.value),
        count: listed ? places.length : null,
        typed: first.typed,
        kept: places.every((each) => each.kept),
      },
    ];
  });
}

function labelOf(value: unknown): string {
  if (typeof value === "string" || typeof value === "number") return String(value);
  if (typeof value !== "object" || value === null) return "";
  const entry: Record<string, unknown> = { ...value };
  const words = [entry.title ?? entry.degree, entry.company ?? entry.institution];
  return words.filter((each) => typeof each === "string" && each !== "").join(" – ");
}
