import type { Schemas } from "@/api/client";
import { instantOf } from "@/lib/time";
import { t } from "./messages";

export type Entry = Schemas["AuditLogOut"];

export interface AuditSearch {
  from?: string;
  to?: string;
  actor?: string;
  action?: string;
  kind?: string;
  id?: string;
  client?: string;
}

export interface FieldDiff {
  field: string;
  before: string | null;
  after: string | null;
}

/** What the trail writes for a value that changed but is kept out of it. */
const LEFT_OUT = "(changed)";

/** A value as one line of text; null for none. */
export function shownValue(value: unknown): string | null {
  if (value === null || value === undefined || value === "") return null;
  if (value === LEFT_OUT) return t("kept");
  if (typeof value === "boolean") return value ? t("yes") : t("no");
  if (typeof value === "string" || typeof value === "number") return String(value);
  if (Array.isArray(value)) {
    const parts = value.map((each) => shownValue(each) ?? "");
    return parts.length === 0 ? null : parts.join(", ");
  }
  return JSON.stringify(value);
}

/** Field by field: what it was and what it became; fields that did not change are left out. */
export function diffOf(entry: Pick<Entry, "old_value" | "new_value">): FieldDiff[] {
  const before = entry.old_value ?? {};
  const after = entry.new_value ?? {};
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .map((field) => ({
      field,
      before: shownValue(before[field]),
      after: shownValue(after[field]),
    }))
    .filter(({ before: was, after: is }) => was !== is || was === t("kept"));
}

/** One line for the list: `status: open → closed`. */
export function summaryOf(entry: Pick<Entry, "old_value" | "new_value">): string {
  return diffOf(entry)
    .slice(0, 2)
    .map(({ field, before, after }) =>
      before === null
        ? `${spaced(field)}: ${after ?? ""}`
        : `${spaced(field)}: ${before} → ${after ?? t("nothing")}`,
    )
    .join(" · ");
}

/** `old_status` -> `old status`. */
export function spaced(field: string): string {
  return field.replaceAll("_", " ");
}

/** What stands in the metadata apart from what is shown elsewhere. */
const ELSEWHERE = new Set(["request_id", "address", "event_id", "sequence", "causation_id"]);

export function contextOf(entry: Pick<Entry, "metadata">): { field: string; value: string }[] {
  return Object.entries(entry.metadata)
    .filter(([field]) => !ELSEWHERE.has(field))
    .flatMap(([field, value]) => {
      const text = shownValue(value);
      return text === null ? [] : [{ field, value: text }];
    });
}

export function metaText(entry: Pick<Entry, "metadata">, field: string): string | null {
  const value: unknown = entry.metadata[field];
  return typeof value === "string" && value !== "" ? value : null;
}

/** The instants of the chosen days, in the reader's zone: from the first moment of one to the last of the other. */
export function rangeOf(
  search: Pick<AuditSearch, "from" | "to">,
  zone: string,
): { from?: string; to?: string } {
  const start = search.from ? midnight(search.from, zone) : null;
  const next = search.to ? midnight(dayAfter(search.to), zone) : null;
  return {
    ...(start ? { from: start } : {}),
    ...(next ? { to: new Date(Date.parse(next) - 1).toISOString() } : {}),
  };
}

function dayAfter(day: string): string {
  const at = new Date(`${day}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() + 1);
  return at.toISOString().slice(0, 10);
}

function midnight(day: string, zone: string): string | null {
  for (const time of ["00:00", "01:00"]) {
    // Some zones put the clock forward at midnight: that day begins at one.
    const found = instantOf(`${day}T${time}`, zone);
    if (found.kind === "exact" || found.kind === "repeated") return found.instant;
  }
  return null;
}
