import type { Schemas } from "@/api/client";
import { statusLabel } from "@/components/status/status";
import { t } from "./messages";

export type Entry = Schemas["AuditLogOut"];

/** One line of the history of a thing, whatever brought it: the audit, or the thing itself. */
export interface Line {
  id: string;
  at: string;
  title: string;
  /** Null: the system itself. */
  by: string | null;
  changes: Change[];
  reason: string | null;
}

export interface Change {
  field: string;
  from: string | null;
  to: string | null;
}

/** Facts that every entry carries and that nobody reads in a list. */
const SILENT = new Set(["version", "updated_at", "candidate_portal_id", "client_id", "job_id"]);

/** `CANDIDATE_STATUS_CHANGE` -> `Candidate status change`: for kinds that we have no words for. */
function plain(action: string): string {
  const words = action.toLocaleLowerCase("en").replaceAll("_", " ");
  return words.charAt(0).toLocaleUpperCase("en") + words.slice(1);
}

function said(value: unknown): string | null {
  if (value === null || value === undefined || value === "") return null;
  if (Array.isArray(value)) return value.map((each) => said(each) ?? "").join(", ");
  if (typeof value === "object") return JSON.stringify(value);
  return typeof value === "string" ? statusLabel(value) : JSON.stringify(value);
}

function fieldLabel(name: string): string {
  return plain(name);
}

const TITLES: Record<string, string> = {
  JOB_CREATE: t("created"),
  CANDIDATE_CREATE: t("added"),
  JOB_UPDATE: t("edited"),
  CANDIDATE_UPDATE: t("edited"),
  JOB_FILLED: t("filled"),
  SELECTION_NOTIFICATION_REQUEST: t("selectionSent"),
  SELECTION_NOTIFICATION_REQUESTED: t("selectionSent"),
  CV_UPLOAD: t("cvUploaded"),
  CV_UPLOADED: t("cvUploaded"),
  CV_PARSED: t("cvRead"),
};

export function describe(entry: Entry): Line {
  const before = entry.old_value ?? {};
  const after = entry.new_value ?? {};
  const status = said(after.status);
  const changed = entry.action_type.endsWith("_STATUS_CHANGE");
  const created = entry.action_type.endsWith("_CREATE");
  const linked = "candidate_portal_id" in after && entry.action_type === "CANDIDATE_UPDATE";
  const title =
    changed && status
      ? t("movedTo", { status })
      : linked
        ? t("portalLinked")
        : (TITLES[entry.action_type] ?? plain(entry.action_type));
  const names = Object.keys({ ...before, ...after }).filter(
    (name) => !SILENT.has(name) && name in before && !(changed && name === "status"),
  );
  const reason: unknown = after.reason ?? entry.metadata.reason;
  return {
    id: entry.log_id,
    at: entry.timestamp,
    title,
    by: entry.user_email,
    changes: created
      ? []
      : names.map((name) => ({
          field: fieldLabel(name),
          from: said(before[name]),
          to: said(after[name]),
        })),
    reason: typeof reason === "string" && reason !== "" ? reason : null,
  };
}
