import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Plus, Webhook as WebhookIcon } from "lucide-react";
import { useCan } from "@/auth/can";
import { useMe } from "@/auth/use-session";
import { DataTable } from "@/components/data-table/data-table";
import type { Column, OnSearch } from "@/components/data-table/types";
import { Page } from "@/components/layout/page";
import { Empty } from "@/components/states/empty";
import { buttonStyle } from "@/components/ui/button";
import { formatDay } from "@/lib/format";
import type { ListParams } from "@/lib/search-params";
import { useZone } from "@/lib/use-zone";
import { clientNames, webhooks } from "./api";
import { t } from "./messages";
import { parted, receives, type Webhook } from "./model";
import { Health, State } from "./standing";

interface WebhooksPageProps {
  search: ListParams;
  onSearch: OnSearch<ListParams>;
}

/** Every subscription that the person may see, with how its receiver does. */
export function WebhooksPage({ search, onSearch }: WebhooksPageProps) {
  const me = useMe();
  const zone = useZone();
  const query = useQuery(webhooks(search));
  const ofAgency = me.client_id === null;
  const mayName = useCan("clients:read");
  const clients = useQuery({ ...clientNames(), enabled: ofAgency && mayName });
  const nameOf = (id: string) =>
    clients.data?.find((each) => each.client_id === id)?.company_name ?? t("oneClient");
  const columns: Column<Webhook>[] = [
    { id: "address", header: t("address"), width: "34%", cell: (each) => <Address of={each} /> },
    { id: "state", header: t("state"), cell: (each) => <State of={each} /> },
    {
      id: "receives",
      header: t("receives"),
      cell: (each) => (
        <span className="line-clamp-2 whitespace-normal">{receives(each.event_types)}</span>
      ),
    },
    ...(ofAgency
      ? [
          {
            id: "whose",
            header: t("whose"),
            cell: (each: Webhook) => (each.client_id ? nameOf(each.client_id) : t("allClients")),
          },
        ]
      : []),
    { id: "lately", header: t("lately"), cell: (each) => <Health of={each} /> },
    {
      id: "created",
      header: t("created"),
      hidden: true,
      cell: (each) => formatDay(each.created_at, zone),
    },
  ];
  const make = useCan("webhooks:write") && (
    <Link to="/webhooks/new" className={buttonStyle({ tone: "primary" })}>
      <Plus aria-hidden />
      {t("newWebhook")}
    </Link>
  );
  return (
    <Page
      title={t("title")}
      meta={t("lead")}
      actions={
        <>
          <a href="/api/events/docs" target="_blank" rel="noreferrer" className={buttonStyle()}>
            {t("events")}
          </a>
          {make}
        </>
      }
    >
      <DataTable
        id="webhooks"
        caption={t("title")}
        query={query}
        columns={columns}
        rowId={(each) => each.webhook_id}
        rowName={(each) => parted(each.url).host}
        search={search}
        onSearch={onSearch}
        searchable={false}
        empty={
          <Empty icon={WebhookIcon} title={t("emptyTitle")} action={make || undefined}>
            {t("emptyText")}
          </Empty>
        }
      />
    </Page>
  );
}

function Address({ of }: { of: Webhook }) {
  const { host, rest } = parted(of.url);
  return (
    <span className="block min-w-0">
      <Link
        to="/webhooks/$webhookId"
        params={{ webhookId: of.webhook_id }}
        className="block truncate hover:underline"
      >
        <span className="font-medium">{host}</span>
        <span className="text-muted">{rest}</span>
      </Link>
      {of.description && (
        <span className="block truncate text-dense font-normal text-muted">{of.description}</span>
      )}
    </span>
  );
}
