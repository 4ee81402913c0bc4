import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { Copy, Grid3x3, Pencil, Plus, ShieldCheck, Trash2 } from "lucide-react";
import { useState } from "react";
import { can } from "@/auth/can";
import { useMe } from "@/auth/use-session";
import { DataTable } from "@/components/data-table/data-table";
import { RowMenu } from "@/components/data-table/row-menu";
import type { Column } from "@/components/data-table/types";
import { Page } from "@/components/layout/page";
import { Empty } from "@/components/states/empty";
import { buttonStyle } from "@/components/ui/button";
import { DropdownMenuItem } from "@/components/ui/dropdown-menu";
import { formatDay, formatNumber } from "@/lib/format";
import { useZone } from "@/lib/use-zone";
import { holders, roles } from "./api";
import { DeleteRole } from "./delete-role";
import { t } from "./messages";
import { deleteReason, editReason, granted, roleLabel, type Role } from "./model";
import { RoleKind } from "./role-kind";

const NO_SEARCH = {};

/** The system's roles first, from the widest; the API sends the newest first, which leaves those to the end, backwards. */
function pageOf(items: Role[]) {
  const system = items.filter((role) => role.is_system_role).reverse();
  return { items: [...system, ...items.filter((role) => !role.is_system_role)], next_cursor: null };
}

export function RolesPage() {
  const me = useMe();
  const zone = useZone();
  const query = useQuery({ ...roles(), select: pageOf });
  const [deleting, setDeleting] = useState<Role | null>(null);
  const mayWrite = can(me, "roles:write");
  const columns: Column<Role>[] = [
    {
      id: "role",
      header: t("role"),
      width: "26%",
      cell: (role) => (
        <span className="flex flex-wrap items-center gap-x-2">
          <Link
            to="/governance/roles/$roleId"
            params={{ roleId: role.role_id }}
            className="font-medium hover:underline"
          >
            {roleLabel(role)}
          </Link>
          <RoleKind role={role} />
        </span>
      ),
    },
    {
      id: "description",
      header: t("description"),
      cell: (role) => (
        <span className="line-clamp-2 whitespace-normal text-muted">{role.description}</span>
      ),
    },
    {
      id: "permissions",
      header: t("permissions"),
      align: "end",
      cell: (role) =>
        t("count", {
          count: granted(role.permissions).length,
          all: Object.keys(role.permissions).length,
        }),
    },
    ...(can(me, "users:read")
      ? [
          {
            id: "people",
            header: t("people"),
            align: "end" as const,
            cell: (role: Role) => (role.is_system_role ? "–" : <Holders of={role} />),
          },
        ]
      : []),
    {
      id: "created",
      header: t("created"),
      cell: (role) => (role.is_system_role ? "–" : formatDay(role.created_at, zone)),
    },
  ];
  return (
    <Page
      title={t("title")}
      meta={t("lead")}
      actions={
        <>
          <Link to="/governance/access-matrix" className={buttonStyle()}>
            <Grid3x3 aria-hidden />
            {t("matrix")}
          </Link>
          {mayWrite && (
            <Link to="/governance/roles/new" className={buttonStyle({ tone: "primary" })}>
              <Plus aria-hidden />
              {t("newRole")}
            </Link>
          )}
        </>
      }
    >
      <DataTable
        id="roles"
        caption={t("title")}
        query={query}
        columns={columns}
        rowId={(role) => role.role_id}
        rowName={roleLabel}
        search={NO_SEARCH}
        onSearch={() => undefined}
        searchable={false}
        empty={
          <Empty icon={ShieldCheck} title={t("emptyTitle")}>
            {t("emptyText")}
          </Empty>
        }
        rowActions={
          mayWrite
            ? (role) => <Actions role={role} onDelete={() => setDeleting(role)} />
            : undefined
        }
      />
      {deleting && <DeleteRole role={deleting} onClose={() => setDeleting(null)} />}
    </Page>
  );
}

function Actions({ role, onDelete }: { role: Role; onDelete: () => void }) {
  const me = useMe();
  const navigate = useNavigate();
  const { data: count } = useQuery({ ...holders(role.role_id), enabled: !role.is_system_role });
  return (
    <RowMenu name={roleLabel(role)}>
      <DropdownMenuItem
        icon={Pencil}
        reason={editReason(role, me)}
        onSelect={() =>
          void navigate({ to: "/governance/roles/$roleId", params: { roleId: role.role_id } })
        }
      >
        {t("edit")}
      </DropdownMenuItem>
      <DropdownMenuItem
        icon={Copy}
        onSelect={() =>
          void navigate({ to: "/governance/roles/new", search: { from: role.role_id } })
        }
      >
        {t("copy")}
      </DropdownMenuItem>
      <DropdownMenuItem
        icon={Trash2}
        danger
        reason={deleteReason(role, me, count ?? null)}
        onSelect={onDelete}
      >
        {t("delete")}
      </DropdownMenuItem>
    </RowMenu>
  );
}

function Holders({ of }: { of: Role }) {
  const { data: count } = useQuery(holders(of.role_id));
  return count === undefined ? null : formatNumber(count);
}
