import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { lazy, Suspense, useEffect, useState } from "react";
import { Page } from "@/components/layout/page";
import { ErrorState } from "@/components/states/error-state";
import { Notice } from "@/components/ui/notice";
import { Skeleton } from "@/components/ui/skeleton";
import { Tabs } from "@/components/ui/tabs";
import { formatMoment } from "@/lib/format";
import { useZone } from "@/lib/use-zone";
import { whenIdle } from "@/lib/when-idle";
import { webhook as webhookQuery, type DeliveryQuery } from "./api";
import { WebhooksBreadcrumb } from "./breadcrumb";
import { Deliveries } from "./deliveries";
import { t } from "./messages";
import { parted, type Webhook } from "./model";
import { WebhookActions } from "./webhook-actions";
import { Health, State } from "./standing";

/** The form comes once the page has come to rest, or with its tab. */
const loadSettings = () => import("./settings");
const Settings = lazy(async () => ({ default: (await loadSettings()).Settings }));

export interface WebhookSearch extends DeliveryQuery {
  tab?: "settings";
  /** The delivery that is read. */
  delivery?: string;
}

interface WebhookPageProps {
  webhookId: string;
  search: WebhookSearch;
}

export function WebhookPage({ webhookId, search }: WebhookPageProps) {
  useEffect(() => whenIdle(() => void loadSettings().catch(() => undefined)), []);
  const found = useQuery(webhookQuery(webhookId));
  if (found.data) return <Opened webhook={found.data} search={search} />;
  if (found.error)
    return (
      <ErrorState page error={found.error} what={t("one")} onRetry={() => void found.refetch()} />
    );
  return (
    <Page title={t("one")} breadcrumbs={<WebhooksBreadcrumb />}>
      <div aria-busy="true" className="grid gap-3">
        <Skeleton className="h-10" />
        <Skeleton className="h-64" />
      </div>
    </Page>
  );
}

function Opened({ webhook, search }: { webhook: Webhook; search: WebhookSearch }) {
  const navigate = useNavigate();
  const [deleting, setDeleting] = useState(false);
  const { host, rest } = parted(webhook.url);
  const tab = search.tab ?? "deliveries";
  const put = (next: WebhookSearch) =>
    void navigate({
      to: "/webhooks/$webhookId",
      params: { webhookId: webhook.webhook_id },
      search: next,
    });
  return (
    <Page
      title={host}
      breadcrumbs={<WebhooksBreadcrumb />}
      meta={
        <span className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1">
          <State of={webhook} />
          <Health of={webhook} />
          {rest && <span className="font-mono text-dense break-all">{rest}</span>}
          {webhook.description && <span className="break-words">{webhook.description}</span>}
        </span>
      }
      actions={<WebhookActions webhook={webhook} onDeleting={setDeleting} />}
    >
      <Standing webhook={webhook} />
      <Tabs
        label={t("views")}
        value={tab}
        onChange={(next) => put(next === "settings" ? { tab: next } : {})}
        tabs={[
          { value: "deliveries", label: t("deliveries") },
          { value: "settings", label: t("settings") },
        ]}
      >
        {tab === "settings" ? (
          <Suspense fallback={<Skeleton className="h-64" />}>
            <Settings key={webhook.webhook_id} webhook={webhook} />
          </Suspense>
        ) : (
          <Deliveries
            webhookId={webhook.webhook_id}
            live={!deleting}
            search={search}
            onSearch={put}
          />
        )}
      </Tabs>
    </Page>
  );
}

/** What is out of the ordinary. */
function Standing({ webhook }: { webhook: Webhook }) {
  const zone = useZone();
  const older = webhook.secrets.find((each) => each.expires_at !== null);
  return (
    <div className="mb-4 grid gap-2 empty:hidden">
      {webhook.status === "paused" &&
        (webhook.paused_reason ? (
          <Notice tone="danger" title={t("pausedBy", { reason: webhook.paused_reason })}>
            {t("pausedText")}
          </Notice>
        ) : (
          <Notice tone="warn">{t("pausedHand")}</Notice>
        ))}
      {webhook.status === "disabled" && <Notice>{t("disabledText")}</Notice>}
      {older?.expires_at && (
        <Notice>{t("twoSecrets", { when: formatMoment(older.expires_at, zone) })}</Notice>
      )}
    </div>
  );
}
