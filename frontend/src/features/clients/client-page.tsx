import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { Pencil } from "lucide-react";
import { useCan } from "@/auth/can";
import { Breadcrumbs } from "@/components/layout/breadcrumbs";
import { Page } from "@/components/layout/page";
import { ErrorState } from "@/components/states/error-state";
import { StaleStrip } from "@/components/states/stale-strip";
import { Status } from "@/components/status/status";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { Skeleton, useLate } from "@/components/ui/skeleton";
import { Tabs } from "@/components/ui/tabs";
import { formatDay } from "@/lib/format";
import { useZone } from "@/lib/use-zone";
import { client as clientQuery } from "./api";
import { ClientCandidates } from "./client-candidates";
import { ClientJobs } from "./client-jobs";
import { ClientMenu } from "./client-menu";
import { ClientOverview } from "./client-overview";
import { ClientPeople } from "./client-people";
import { t } from "./messages";
import { placeOf } from "./model";
import { CLIENT_TABS, type ClientTab } from "./tabs";
import { useClientActions } from "./use-client-actions";

interface ClientPageProps {
  id: string;
  tab: ClientTab;
}

/** One client: what it is, its jobs, its people, its candidates. */
export function ClientPage({ id, tab }: ClientPageProps) {
  const navigate = useNavigate();
  const zone = useZone();
  const mayWrite = useCan("clients:write");
  const seen: Record<ClientTab, boolean> = {
    overview: true,
    jobs: useCan("jobs:read"),
    people: useCan("users:read"),
    candidates: useCan("candidates:read"),
  };
  const found = useQuery(clientQuery(id));
  const late = useLate(found.isPending);
  const actions = useClientActions({ onDeleted: () => void navigate({ to: "/clients" }) });
  const client = found.data;

  if (!client) {
    if (found.error)
      return (
        <ErrorState
          page
          error={found.error}
          what={t("theClient")}
          onRetry={() => void found.refetch()}
        />
      );
    return (
      <Page title={t("client")} heading={late ? <Skeleton className="h-7 w-64" /> : " "}>
        <div aria-busy className="grid gap-4 lg:grid-cols-[2fr_1fr]">
          {late && [1, 2].map((at) => <Skeleton key={at} className="h-64" />)}
        </div>
      </Page>
    );
  }
  const tabs = CLIENT_TABS.filter((one) => seen[one]);
  const shown = tabs.includes(tab) ? tab : "overview";
  return (
    <Page
      title={client.company_name}
      breadcrumbs={
        <Breadcrumbs label={t("way")}>
          <Link to="/clients">{t("title")}</Link>
        </Breadcrumbs>
      }
      meta={
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <Status of="account" status={client.status} />
          {[client.industry, placeOf(client)].filter(Boolean).map((fact) => (
            <span key={fact}>{fact}</span>
          ))}
          <span>{t("since", { day: formatDay(client.created_at, zone) })}</span>
        </div>
      }
      actions={
        mayWrite && (
          <>
            <Button onClick={() => actions.edit(client)}>
              <Pencil aria-hidden />
              {t("edit")}
            </Button>
            <ClientMenu client={client} actions={actions} />
          </>
        )
      }
    >
      <div className="grid gap-4">
        {found.error && (
          <StaleStrip
            error={found.error}
            busy={found.isFetching}
            onRetry={() => void found.refetch()}
          />
        )}
        {client.status === "inactive" && <Notice tone="warn">{t("inactiveNote")}</Notice>}
        <Tabs
          label={t("tabs")}
          value={shown}
          onChange={(next) =>
            void navigate({
              to: "/clients/$clientId",
              params: { clientId: id },
              search: next === "overview" ? {} : { tab: next },
              replace: true,
            })
          }
          tabs={tabs.map((value) => ({ value, label: t(value) }))}
        >
          {shown === "overview" && <ClientOverview client={client} />}
          {shown === "jobs" && <ClientJobs client={client} />}
          {shown === "people" && <ClientPeople client={client} />}
          {shown === "candidates" && <ClientCandidates client={client} />}
        </Tabs>
      </div>
      {actions.dialogs}
    </Page>
  );
}
