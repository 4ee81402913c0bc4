import { useQuery } from "@tanstack/react-query";
import { UserPlus, UsersRound } from "lucide-react";
import { useCan } from "@/auth/can";
import { useMe } from "@/auth/use-session";
import { accountColumns } from "@/components/accounts/account-columns";
import { AccountMenuItems } from "@/components/accounts/use-account-actions";
import { DataTable } from "@/components/data-table/data-table";
import { RowMenu } from "@/components/data-table/row-menu";
import type { Column, Filter, OnSearch } from "@/components/data-table/types";
import { Page } from "@/components/layout/page";
import { PlaceLink } from "@/components/layout/place-link";
import { Empty } from "@/components/states/empty";
import { ACCOUNT_STATUSES, statusLabel } from "@/components/status/status";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import type { ListParams } from "@/lib/search-params";
import { useZone } from "@/lib/use-zone";
import { clientNames, roles, users, type BaseRole, type User } from "./api";
import { t } from "./messages";
import { BASE_ROLES, roleWords } from "./model";
import { useUserActions } from "./use-user-actions";

export interface UsersSearch extends ListParams {
  role?: BaseRole;
  status?: "active" | "inactive";
  /** Open the dialog for a new one. */
  new?: true;
}

const FILTERS: Filter[] = [
  {
    id: "role",
    label: t("role"),
    options: BASE_ROLES.map((value) => ({ value, label: t(value) })),
  },
  {
    id: "status",
    label: t("account"),
    options: ACCOUNT_STATUSES.map((value) => ({ value, label: statusLabel(value) })),
  },
];

interface UsersPageProps {
  search: UsersSearch;
  onSearch: OnSearch<UsersSearch>;
}

/** Everybody who may sign in, for administrators. */
export function UsersPage({ search, onSearch }: UsersPageProps) {
  const me = useMe();
  const zone = useZone();
  const mayWrite = useCan("users:write");
  const { new: asked, ...wanted } = search;
  const query = useQuery(users(wanted));
  const known = useQuery({ ...roles(), enabled: useCan("roles:read") });
  const clients = useQuery({ ...clientNames(""), enabled: useCan("clients:read") });
  const actions = useUserActions({
    me: me.user_id,
    roles: known.data?.items ?? [],
    creating: asked === true && mayWrite,
    onClosed: () => asked && onSearch(wanted, { replace: true }),
  });
  const names = {
    role: (id: string) => known.data?.items.find((role) => role.role_id === id)?.role_name,
    client: (id: string) =>
      clients.data?.items.find((client) => client.client_id === id)?.company_name,
  };
  const add = mayWrite && (
    <Button tone="primary" onClick={actions.add}>
      <UserPlus aria-hidden />
      {t("addUser")}
    </Button>
  );
  return (
    <Page title={t("title")} meta={t("lead")} actions={add}>
      <DataTable
        id="users"
        caption={t("title")}
        query={query}
        columns={columnsOf(zone, me.user_id, names, mayWrite ? actions.edit : null)}
        rowId={(user) => user.user_id}
        rowName={(user) => user.name}
        search={search}
        onSearch={onSearch}
        filters={FILTERS}
        rowActions={mayWrite ? menuOf(actions, me.user_id) : undefined}
        empty={
          <Empty icon={UsersRound} title={t("empty")} action={add}>
            {t("emptyWhy")}
          </Empty>
        }
      />
      {actions.dialogs}
    </Page>
  );
}

interface Names {
  role: (id: string) => string | undefined;
  client: (id: string) => string | undefined;
}

function columnsOf(
  zone: string,
  me: string,
  names: Names,
  edit: ((user: User) => void) | null,
): Column<User>[] {
  const { name, email, phone, status, added } = accountColumns<User>({
    zone,
    edit,
    mark: (user) => user.user_id === me && <Badge>{t("you")}</Badge>,
  });
  return [
    name,
    email,
    phone,
    {
      id: "role",
      header: t("role"),
      cell: (user) => roleWords(user, names.role),
    },
    {
      id: "client",
      header: t("client"),
      cell: (user) =>
        user.client_id ? (
          <PlaceLink place={`/clients/${user.client_id}?tab=people`} className="hover:underline">
            {names.client(user.client_id) ?? t("client")}
          </PlaceLink>
        ) : (
          t("none")
        ),
    },
    status,
    added,
    {
      id: "created_by",
      header: t("addedBy"),
      hidden: true,
      cell: (user) => user.created_by ?? t("none"),
    },
  ];
}

function menuOf(actions: ReturnType<typeof useUserActions>, me: string) {
  return (user: User) => (
    <RowMenu name={user.name}>
      <AccountMenuItems account={user} own={user.user_id === me} actions={actions} />
    </RowMenu>
  );
}
