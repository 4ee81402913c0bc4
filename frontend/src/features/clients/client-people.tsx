import { useQuery } from "@tanstack/react-query";
import { UserPlus, UsersRound } from "lucide-react";
import { useState } from "react";
import { useCan } from "@/auth/can";
import { accountColumns } from "@/components/accounts/account-columns";
import { AccountMenuItems } from "@/components/accounts/use-account-actions";
import { DataTable } from "@/components/data-table/data-table";
import { RowMenu } from "@/components/data-table/row-menu";
import type { Column } from "@/components/data-table/types";
import { Empty } from "@/components/states/empty";
import { Button } from "@/components/ui/button";
import { useZone } from "@/lib/use-zone";
import type { BelowQuery, Client, Person } from "./api";
import { t } from "./messages";
import { clientRoles, people } from "./people-api";
import { usePersonActions } from "./use-person-actions";

/** Who of the client may sign in: add, change, send a link, deactivate, delete. */
export function ClientPeople({ client }: { client: Client }) {
  const zone = useZone();
  const mayWrite = useCan("users:write");
  const mayReadRoles = useCan("roles:read");
  const [search, setSearch] = useState<BelowQuery>({});
  const query = useQuery(people(client.client_id, search));
  const roles = useQuery({ ...clientRoles(client.client_id), enabled: mayReadRoles });
  const actions = usePersonActions(client, roles.data ?? []);
  const roleName = (person: Person) =>
    roles.data?.find((role) => role.role_id === person.role_id)?.role_name ??
    person.role_id ??
    t("standardRole");
  const columns = columnsOf(zone, roleName, mayWrite ? actions.edit : null);
  const add = mayWrite && (
    <Button
      tone="primary"
      onClick={actions.add}
      reason={client.status === "inactive" ? t("inactiveNote") : null}
    >
      <UserPlus aria-hidden />
      {t("addPerson")}
    </Button>
  );
  return (
    <>
      <DataTable
        id="client-people"
        caption={t("peopleCaption", { name: client.company_name })}
        query={query}
        columns={columns}
        rowId={(person) => person.user_id}
        rowName={(person) => person.name}
        search={search}
        onSearch={setSearch}
        defaultSort="name"
        toolbar={add}
        rowActions={mayWrite ? menuOf(actions) : undefined}
        empty={
          <Empty icon={UsersRound} title={t("noPeople")} action={add}>
            {t("noPeopleWhy", { name: client.company_name })}
          </Empty>
        }
      />
      {actions.dialogs}
    </>
  );
}

function columnsOf(
  zone: string,
  roleName: (person: Person) => string,
  edit: ((person: Person) => void) | null,
): Column<Person>[] {
  const { name, email, phone, status, added } = accountColumns<Person>({ zone, edit });
  return [name, email, phone, { id: "role", header: t("role"), cell: roleName }, status, added];
}

function menuOf(actions: ReturnType<typeof usePersonActions>) {
  return (person: Person) => (
    <RowMenu name={person.name}>
      <AccountMenuItems account={person} actions={actions} />
    </RowMenu>
  );
}
