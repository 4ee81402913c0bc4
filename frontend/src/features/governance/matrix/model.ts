import type { Schemas } from "@/api/client";
import { grouped, permissionLabel, type PermissionGroup } from "../permissions";
import { t } from "./messages";

export type MatrixRow = Schemas["MatrixRow"];
export type Cell = Schemas["Cell"];

const SYSTEM: Record<string, () => string> = {
  admin: () => t("admin"),
  recruiter: () => t("recruiter"),
  client_user: () => t("client_user"),
  candidate: () => t("candidate"),
};

export function columnLabel(row: Pick<MatrixRow, "role_name" | "is_system_role">): string {
  return row.is_system_role ? (SYSTEM[row.role_name]?.() ?? row.role_name) : row.role_name;
}

/** The system's roles from the widest to the narrowest, then the custom ones by name. */
export function inOrder(rows: readonly MatrixRow[]): MatrixRow[] {
  const place = (row: MatrixRow) => {
    const at = Object.keys(SYSTEM).indexOf(row.role_name);
    return row.is_system_role && at >= 0 ? at : Object.keys(SYSTEM).length;
  };
  return [...rows].sort(
    (a, b) => place(a) - place(b) || columnLabel(a).localeCompare(columnLabel(b)),
  );
}

export function cellOf(cells: readonly Cell[], permission: string): Cell | undefined {
  return cells.find((cell) => cell.permission === permission);
}

/** Whether the roles do not all hold it with the same reach. */
export function differs(rows: readonly MatrixRow[], permission: string): boolean {
  const scopes = new Set(rows.map((row) => cellOf(row.cells, permission)?.scope ?? "none"));
  return scopes.size > 1;
}

/** What of the permissions is shown: by words (of resource or action), and only where the roles differ. */
export function shown(
  permissions: readonly string[],
  rows: readonly MatrixRow[],
  words: string,
  onlyDifferences: boolean,
): PermissionGroup[] {
  const wanted = words.trim().toLocaleLowerCase();
  return grouped(
    permissions.filter(
      (name) =>
        (wanted === "" ||
          `${permissionLabel(name)} ${name}`.toLocaleLowerCase().includes(wanted)) &&
        (!onlyDifferences || differs(rows, name)),
    ),
  );
}

/** The server's rule in the words of the page. A rule of a newer server is shown as it came. */
export function ruleLabel(rule: string): string {
  if (rule === "the user is inactive") return t("ruleUserInactive");
  if (rule === "the client is inactive") return t("ruleClientInactive");
  if (rule === "no client's user exceeds client_user") return t("ruleCeiling");
  const system = /^system role (.+)$/.exec(rule)?.[1];
  if (system) return t("systemRule", { role: SYSTEM[system]?.() ?? system });
  const custom = /^custom role (.+)$/.exec(rule)?.[1];
  return custom ? t("customRule", { role: custom }) : rule;
}
