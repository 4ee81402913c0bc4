import { Link } from "@tanstack/react-router";
import { Check, Minus } from "lucide-react";
import type { PermissionGroup } from "../permissions";
import { scopeLabel } from "../permissions";
import { t } from "./messages";
import { cellOf, columnLabel, type Cell, type MatrixRow } from "./model";
import { useGridKeys } from "./use-grid-keys";

/** Rows are permissions in groups, columns are roles; both heads stay in sight. The arrows move from cell to cell. */
export function MatrixTable({ groups, rows }: { groups: PermissionGroup[]; rows: MatrixRow[] }) {
  const grid = useGridKeys();
  return (
    <section
      aria-label={t("scrollable")}
      // The cell that has the focus is never under a head.
      className="relative max-h-[calc(100dvh-220px)] min-h-72 scroll-ps-36 scroll-pt-16 overflow-auto rounded-card border bg-card sm:scroll-ps-52"
    >
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role -- cells are reached with the arrows */}
      <table role="grid" {...grid} className="w-full border-separate border-spacing-0 text-dense">
        <caption className="sr-only">{t("title")}</caption>
        <thead>
          <tr>
            <th
              scope="col"
              tabIndex={-1}
              className="sticky start-0 top-0 z-bar min-w-36 border-b bg-card px-4 py-2 text-start font-medium text-muted sm:min-w-52"
            >
              {t("permission")}
            </th>
            {rows.map((row) => (
              <th
                key={row.role_id}
                scope="col"
                className="sticky top-0 z-sticky min-w-32 border-b bg-card px-3 py-2 text-start font-medium"
              >
                <Link
                  to="/governance/roles/$roleId"
                  params={{ roleId: row.role_id }}
                  tabIndex={-1}
                  className="hover:underline"
                >
                  {columnLabel(row)}
                </Link>
                {!row.is_system_role && (
                  <span className="block text-meta font-normal text-muted">{t("custom")}</span>
                )}
              </th>
            ))}
          </tr>
        </thead>
        {groups.map((group) => (
          <tbody key={group.resource}>
            <tr>
              <th
                scope="rowgroup"
                colSpan={rows.length + 1}
                tabIndex={-1}
                className="border-b bg-sunken text-start font-medium"
              >
                <span className="sticky start-0 inline-block px-4 py-1.5">{group.label}</span>
              </th>
            </tr>
            {group.permissions.map((permission) => (
              <tr key={permission.name} className="group">
                <th
                  scope="row"
                  title={permission.name}
                  tabIndex={-1}
                  className="sticky start-0 z-sticky border-b bg-card px-4 py-2 text-start font-normal group-hover:bg-sunken"
                >
                  {permission.label}
                </th>
                {rows.map((row) => (
                  <td
                    key={row.role_id}
                    tabIndex={-1}
                    className="border-b px-3 py-2 group-hover:bg-sunken"
                  >
                    <Grant cell={cellOf(row.cells, permission.name)} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        ))}
      </table>
    </section>
  );
}

/** A tick with its reach, or a dash: never colour alone. */
export function Grant({ cell }: { cell: Cell | undefined }) {
  if (!cell?.granted)
    return (
      <span className="text-muted">
        <Minus aria-hidden className="size-4" />
        <span className="sr-only">{t("notGranted")}</span>
      </span>
    );
  return (
    <span className="flex items-center gap-1.5 text-success-fg">
      <Check aria-hidden className="size-4 shrink-0" />
      <span className="sr-only">{t("granted")}: </span>
      <span className="text-meta">{scopeLabel(cell.scope)}</span>
    </span>
  );
}
