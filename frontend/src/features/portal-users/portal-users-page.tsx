import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import {
  Ban,
  CircleCheck,
  KeyRound,
  MailQuestion,
  Pencil,
  Plus,
  Trash2,
  UsersRound,
} from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { useCan } from "@/auth/can";
import { DataTable } from "@/components/data-table/data-table";
import { RowMenu } from "@/components/data-table/row-menu";
import type { Column, Filter, OnSearch } from "@/components/data-table/types";
import { Page } from "@/components/layout/page";
import { PlaceLink } from "@/components/layout/place-link";
import { Empty } from "@/components/states/empty";
import { ACCOUNT_STATUSES, Status, statusLabel } from "@/components/status/status";
import { Button } from "@/components/ui/button";
import { DropdownMenuItem, DropdownMenuSeparator } from "@/components/ui/dropdown-menu";
import { Pill } from "@/components/ui/pill";
import { formatDay } from "@/lib/format";
import { useZone } from "@/lib/use-zone";
import { portalUsers, type PortalUser, type PortalUsersSearch } from "./api";
import { t } from "./messages";
import { useAccountActions, type AccountActions } from "./use-account-actions";

const loadSheet = () => import("./portal-user-sheet");
const AccountSheet = lazy(() => loadSheet().then((module) => ({ default: module.AccountSheet })));
const PortalUserSheet = lazy(() =>
  loadSheet().then((module) => ({ default: module.PortalUserSheet })),
);

const FILTERS: Filter[] = [
  {
    id: "status",
    label: t("status"),
    options: ACCOUNT_STATUSES.map((value) => ({ value, label: statusLabel(value) })),
  },
  {
    id: "verified",
    label: t("verified"),
    options: [
      { value: "yes", label: t("yes") },
      { value: "no", label: t("no") },
    ],
  },
];

interface PortalUsersPageProps {
  search: PortalUsersSearch;
  onSearch: OnSearch<PortalUsersSearch>;
}

export function PortalUsersPage({ search, onSearch }: PortalUsersPageProps) {
  const zone = useZone();
  const mayWrite = useCan("portal_users:write");
  const maySeeCandidates = useCan("candidates:read");
  const query = useQuery(portalUsers(search));
  const actions = useAccountActions();
  const [creating, setCreating] = useState(false);
  const create = mayWrite && (
    <Button tone="primary" onClick={() => setCreating(true)}>
      <Plus aria-hidden />
      {t("newUser")}
    </Button>
  );
  return (
    <Page title={t("title")} meta={t("lead")} actions={create}>
      <DataTable
        id="portal-users"
        caption={t("title")}
        query={query}
        columns={columnsOf(search, zone, mayWrite, maySeeCandidates)}
        rowId={(account) => account.candidate_portal_id}
        rowName={(account) => account.name}
        search={search}
        onSearch={onSearch}
        filters={FILTERS}
        rowActions={mayWrite ? menuOf(actions, search, onSearch) : undefined}
        empty={
          <Empty icon={UsersRound} title={t("emptyTitle")} action={create}>
            {t("emptyText")}
          </Empty>
        }
      />
      <Suspense>
        {creating && <PortalUserSheet account={null} onClose={() => setCreating(false)} />}
        {mayWrite && search.account !== undefined && (
          <AccountSheet
            key={search.account}
            id={search.account}
            onClose={() => onSearch({ ...search, account: undefined }, { replace: true })}
          />
        )}
      </Suspense>
      {actions.dialogs}
    </Page>
  );
}

function columnsOf(
  search: PortalUsersSearch,
  zone: string,
  mayWrite: boolean,
  maySeeCandidates: boolean,
): Column<PortalUser>[] {
  return [
    {
      id: "name",
      header: t("name"),
      sort: "name",
      cell: (account) =>
        mayWrite ? (
          <Link
            to="/portal-users"
            search={{ ...search, account: account.candidate_portal_id }}
            className="rounded-control font-medium hover:underline"
          >
            {account.name}
          </Link>
        ) : (
          <span className="font-medium">{account.name}</span>
        ),
    },
    {
      id: "email",
      header: t("email"),
      sort: "email",
      cell: (account) => <span className="break-all">{account.email}</span>,
    },
    {
      id: "status",
      header: t("status"),
      width: "120px",
      cell: (account) => <Status of="account" status={account.status} />,
    },
    {
      id: "verified",
      header: t("verified"),
      width: "150px",
      cell: (account) =>
        account.email_verified ? (
          <Pill tone="success" icon={CircleCheck}>
            {t("yes")}
          </Pill>
        ) : (
          <Pill tone="warn" icon={MailQuestion}>
            {t("no")}
          </Pill>
        ),
    },
    ...(maySeeCandidates
      ? [
          {
            id: "application",
            header: t("application"),
            width: "110px",
            cell: (account: PortalUser) =>
              account.linked_candidate_id ? (
                <PlaceLink
                  place={`/candidates/${account.linked_candidate_id}`}
                  aria-label={t("openApplicationOf", { name: account.name })}
                  className="hover:underline"
                >
                  {t("openApplication")}
                </PlaceLink>
              ) : (
                t("none")
              ),
          },
        ]
      : []),
    {
      id: "phone",
      header: t("phone"),
      hidden: true,
      cell: (account) => account.phone ?? t("none"),
    },
    {
      id: "created_by",
      header: t("by"),
      hidden: true,
      cell: (account) => account.created_by ?? t("self"),
    },
    {
      id: "created_at",
      header: t("added"),
      sort: "created_at",
      width: "130px",
      cell: (account) => (
        <time dateTime={account.created_at}>{formatDay(account.created_at, zone)}</time>
      ),
    },
  ];
}

function menuOf(
  actions: AccountActions,
  search: PortalUsersSearch,
  onSearch: OnSearch<PortalUsersSearch>,
) {
  return (account: PortalUser) => (
    <RowMenu name={account.name}>
      <DropdownMenuItem
        icon={Pencil}
        onSelect={() =>
          onSearch({ ...search, account: account.candidate_portal_id }, { replace: false })
        }
      >
        {t("edit")}
      </DropdownMenuItem>
      <DropdownMenuItem icon={KeyRound} onSelect={() => actions.ask("reset", account)}>
        {t("reset")}
      </DropdownMenuItem>
      <DropdownMenuSeparator />
      {account.status === "active" ? (
        <DropdownMenuItem icon={Ban} onSelect={() => actions.ask("deactivate", account)}>
          {t("deactivate")}
        </DropdownMenuItem>
      ) : (
        <DropdownMenuItem icon={CircleCheck} onSelect={() => actions.activate(account)}>
          {t("activate")}
        </DropdownMenuItem>
      )}
      <DropdownMenuItem icon={Trash2} danger onSelect={() => actions.ask("delete", account)}>
        {t("delete")}
      </DropdownMenuItem>
    </RowMenu>
  );
}
