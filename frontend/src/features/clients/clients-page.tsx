import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { Building2, Plus } from "lucide-react";
import { useCan } from "@/auth/can";
import { DataTable } from "@/components/data-table/data-table";
import { RowMenu } from "@/components/data-table/row-menu";
import type { Column, Filter, OnSearch } from "@/components/data-table/types";
import { Page } from "@/components/layout/page";
import { PlaceLink } from "@/components/layout/place-link";
import { Empty } from "@/components/states/empty";
import { ACCOUNT_STATUSES, Status, statusLabel } from "@/components/status/status";
import { Button } from "@/components/ui/button";
import { formatDay, formatNumber } from "@/lib/format";
import type { ListParams } from "@/lib/search-params";
import { useZone } from "@/lib/use-zone";
import { clients, openJobs, type Client } from "./api";
import { ClientMenuItems } from "./client-menu";
import { t } from "./messages";
import { placeOf } from "./model";
import { useClientActions } from "./use-client-actions";

export interface ClientsSearch extends ListParams {
  status?: Client["status"];
  /** Open the sheet for a new one. */
  new?: true;
}

const FILTERS: Filter[] = [
  {
    id: "status",
    label: t("status"),
    options: ACCOUNT_STATUSES.map((value) => ({ value, label: statusLabel(value) })),
  },
];

interface ClientsPageProps {
  search: ClientsSearch;
  onSearch: OnSearch<ClientsSearch>;
}

export function ClientsPage({ search, onSearch }: ClientsPageProps) {
  const navigate = useNavigate();
  const zone = useZone();
  const mayWrite = useCan("clients:write");
  const maySeeJobs = useCan("jobs:read");
  const { new: asked, ...wanted } = search;
  const query = useQuery(clients({ ...wanted, count: true }));
  const counts = useQuery({ ...openJobs(), enabled: maySeeJobs });
  const actions = useClientActions({
    creating: asked === true && mayWrite,
    onClosed: () => asked && onSearch(wanted, { replace: true }),
    onCreated: (client) =>
      void navigate({ to: "/clients/$clientId", params: { clientId: client.client_id } }),
  });
  const columns = columnsOf(zone, maySeeJobs && (counts.data ?? null));
  const create = mayWrite && (
    <Button tone="primary" onClick={actions.create}>
      <Plus aria-hidden />
      {t("newClient")}
    </Button>
  );
  return (
    <Page title={t("title")} meta={t("lead")} actions={create}>
      <DataTable
        id="clients"
        caption={t("title")}
        query={query}
        columns={columns}
        rowId={(client) => client.client_id}
        rowName={(client) => client.company_name}
        search={search}
        onSearch={onSearch}
        filters={FILTERS}
        rowActions={mayWrite ? menuOf(actions) : undefined}
        empty={
          <Empty icon={Building2} title={t("empty")} action={create}>
            {mayWrite ? t("emptyWhy") : t("emptyReader")}
          </Empty>
        }
      />
      {actions.dialogs}
    </Page>
  );
}

function columnsOf(zone: string, jobs: Record<string, number> | null | false): Column<Client>[] {
  return [
    {
      id: "company_name",
      header: t("company"),
      sort: "company_name",
      cell: (client) => (
        <Link
          to="/clients/$clientId"
          params={{ clientId: client.client_id }}
          className="rounded-control font-medium hover:underline"
        >
          {client.company_name}
        </Link>
      ),
    },
    {
      id: "status",
      header: t("status"),
      width: "120px",
      cell: (client) => <Status of="account" status={client.status} />,
    },
    { id: "industry", header: t("industry"), cell: (client) => client.industry ?? t("none") },
    { id: "place", header: t("place"), cell: (client) => placeOf(client) || t("none") },
    ...(jobs !== false
      ? [
          {
            id: "open_jobs",
            header: t("openJobs"),
            align: "end" as const,
            width: "110px",
            cell: (client: Client) =>
              jobs ? (
                <PlaceLink
                  place={`/jobs?client_id=${client.client_id}&status=open`}
                  aria-label={t("openJobsOf", {
                    name: client.company_name,
                    count: jobs[client.client_id] ?? 0,
                  })}
                  className="tabular hover:underline sm:px-1"
                >
                  {formatNumber(jobs[client.client_id] ?? 0)}
                </PlaceLink>
              ) : (
                t("none")
              ),
          },
        ]
      : []),
    {
      id: "created_at",
      header: t("added"),
      sort: "created_at",
      width: "130px",
      cell: (client) => (
        <time dateTime={client.created_at}>{formatDay(client.created_at, zone)}</time>
      ),
    },
  ];
}

function menuOf(actions: ReturnType<typeof useClientActions>) {
  return (client: Client) => (
    <RowMenu name={client.company_name}>
      <ClientMenuItems client={client} actions={actions} withEdit />
    </RowMenu>
  );
}
