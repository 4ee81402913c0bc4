/** The profile's fields as they are typed, and what they mean. Lazy: brings zod. */
import { z } from "zod";
import type { Schemas } from "@/api/client";
import { t } from "./messages";
import { textOf, type Candidate } from "./model";

const line = z.string().trim().max(200);
const orNull = (typed: string) => (typed === "" ? null : typed);

export const contact = z.object({
  name: line.min(1, t("nameNeeded")),
  email: z.email(t("emailNeeded")).max(254),
  phone: z.string().trim().max(40).transform(orNull),
  linkedin: z
    .string()
    .trim()
    .max(2048)
    .refine((typed) => typed === "" || /^https:\/\/\S+\.\S+$/.test(typed), t("linkedinWrong"))
    .transform(orNull),
  current_role: line.transform(orNull),
});
export const contactOf = (c: Candidate): z.input<typeof contact> => ({
  name: c.name,
  email: c.email,
  phone: c.phone ?? "",
  linkedin: c.linkedin ?? "",
  current_role: c.current_role ?? "",
});
export const CONTACT_LABELS = {
  name: t("name"),
  email: t("email"),
  phone: t("phone"),
  linkedin: t("linkedin"),
  current_role: t("currentRole"),
};

export const summary = z.object({ summary: z.string().trim().max(20_000).transform(orNull) });
export const summaryOf = (c: Candidate): z.input<typeof summary> => ({ summary: c.summary ?? "" });

export const skills = z.object({ skills: z.array(z.string().trim().max(80)).max(100) });
export const skillsOf = (c: Candidate): z.input<typeof skills> => ({ skills: [...c.skills] });

export interface EntryField {
  name: "title" | "place" | "where" | "from" | "to" | "text";
  label: string;
  hint?: string;
  long?: boolean;
  /** The member of the stored entry; further names are other spellings that are read. */
  keys: readonly [string, ...string[]];
}

export const EXPERIENCE: readonly EntryField[] = [
  { name: "title", label: t("entryTitle"), keys: ["title", "role", "position"] },
  { name: "place", label: t("company"), keys: ["company", "employer", "organization"] },
  { name: "where", label: t("location"), keys: ["location"] },
  { name: "from", label: t("start"), hint: t("monthHint"), keys: ["start_date", "start"] },
  { name: "to", label: t("end"), hint: t("monthHint"), keys: ["end_date", "end"] },
  { name: "text", label: t("details"), long: true, keys: ["description", "summary"] },
];
export const EDUCATION: readonly EntryField[] = [
  { name: "title", label: t("degree"), keys: ["degree", "title"] },
  { name: "place", label: t("institution"), keys: ["institution", "school", "university"] },
  { name: "to", label: t("endYear"), keys: ["end_year", "year", "end_date"] },
];

const text = z.string().trim().max(20_000);
export const entries = z.object({
  entries: z
    .array(
      z.object({
        /** Which stored entry this was; -1 for a new one. What the form does not show is kept from there. */
        at: z.number(),
        title: line,
        place: line,
        where: line,
        from: line,
        to: line,
        text,
      }),
    )
    .max(50),
});
export type Entry = z.output<typeof entries>["entries"][number];

export function entriesOf(
  stored: readonly Record<string, unknown>[],
  fields: readonly EntryField[],
): z.input<typeof entries> {
  const read = (entry: Record<string, unknown>, name: EntryField["name"]) => {
    const field = fields.find((each) => each.name === name);
    return (field && textOf(entry, ...field.keys)) ?? "";
  };
  return {
    entries: stored.map((entry, at) => ({
      at,
      title: read(entry, "title"),
      place: read(entry, "place"),
      where: read(entry, "where"),
      from: read(entry, "from"),
      to: read(entry, "to"),
      text: read(entry, "text"),
    })),
  };
}

type Stored = NonNullable<Schemas["CandidateUpdate"]["experience"]>[number];

function storable(value: unknown): Stored[string] | undefined {
  if (value === null || typeof value === "boolean" || typeof value === "string") return value;
  if (typeof value === "number") return value;
  if (Array.isArray(value) && value.every((each) => typeof each === "string")) return value;
  return undefined;
}

/** Entries as the API takes them: what was typed, over what was stored and is not shown. Empty entries are left out. */
export function storedOf(
  typed: readonly Entry[],
  before: readonly Record<string, unknown>[],
  fields: readonly EntryField[],
): Stored[] {
  return typed
    .filter((entry) => fields.some((field) => entry[field.name] !== ""))
    .map((entry) => {
      const kept: Stored = {};
      for (const [name, value] of Object.entries(before[entry.at] ?? {})) {
        const fit = storable(value);
        if (fit !== undefined) kept[name] = fit;
      }
      for (const { name, keys } of fields) {
        const key = keys.find((each) => each in kept) ?? keys[0];
        const value = entry[name];
        if (value === "") Reflect.deleteProperty(kept, key);
        else
          kept[key] = typeof kept[key] === "number" && /^\d+$/.test(value) ? Number(value) : value;
      }
      return kept;
    });
}
