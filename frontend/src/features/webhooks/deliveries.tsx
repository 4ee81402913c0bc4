import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Inbox, MousePointerClick } from "lucide-react";
import { Empty } from "@/components/states/empty";
import { ErrorState } from "@/components/states/error-state";
import { NoMatch } from "@/components/states/no-match";
import { StaleStrip } from "@/components/states/stale-strip";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { Skeleton } from "@/components/ui/skeleton";
import { cn } from "@/lib/cn";
import { deliveries, eventTypes, type DeliveryQuery } from "./api";
import { DeliveryList } from "./delivery-list";
import { DeliveryView } from "./delivery-view";
import { t } from "./messages";
import { DELIVERY_STATUSES, eventName, lookOf } from "./model";
import type { WebhookSearch } from "./webhook-page";

interface DeliveriesProps {
  webhookId: string;
  /** Not while the webhook is being deleted: what is below it is not there any more. */
  live: boolean;
  search: WebhookSearch;
  onSearch: (next: WebhookSearch) => void;
}

/** What was sent and what came of it, newest first; beside it the one that is read. */
export function Deliveries({ webhookId, live, search, onSearch }: DeliveriesProps) {
  const { status, event_type, delivery } = search;
  const query = { status, event_type };
  const found = useInfiniteQuery({ ...deliveries(webhookId, query), enabled: live });
  const items = found.data?.pages.flatMap((page) => page.items) ?? [];
  const filters = [
    ...(status ? [t("filterStatus", { status: lookOf(status).label })] : []),
    ...(event_type ? [t("filterType", { type: eventName(event_type) })] : []),
  ];
  return (
    <>
      <div className={cn(delivery && "max-lg:hidden")}>
        <Filters query={query} onSearch={onSearch} />
      </div>
      {!found.data ? (
        found.error ? (
          <ErrorState
            error={found.error}
            what={t("deliveriesWhat")}
            onRetry={() => void found.refetch()}
          />
        ) : (
          <div aria-busy="true" className="grid gap-2">
            {Array.from({ length: 5 }, (_, at) => (
              <Skeleton key={at} className="h-14" />
            ))}
          </div>
        )
      ) : items.length === 0 && delivery === undefined ? (
        filters.length > 0 ? (
          <NoMatch filters={filters} onClear={() => onSearch({})} />
        ) : (
          <Empty icon={Inbox} title={t("noDeliveries")}>
            {t("noDeliveriesText")}
          </Empty>
        )
      ) : (
        <div className="grid items-start gap-4 lg:grid-cols-[minmax(320px,2fr)_minmax(0,3fr)]">
          <div className={cn("min-w-0", delivery && "max-lg:hidden")}>
            {found.error && (
              <StaleStrip
                error={found.error}
                busy={found.isFetching}
                onRetry={() => void found.refetch()}
              />
            )}
            {items.length > 0 && (
              <DeliveryList webhookId={webhookId} deliveries={items} search={search} />
            )}
            <div className="flex justify-center py-3">
              {found.hasNextPage ? (
                <Button busy={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
                  {t("loadMore")}
                </Button>
              ) : (
                <p className="text-muted">{t("end")}</p>
              )}
            </div>
          </div>
          {delivery ? (
            <div className="min-w-0 lg:sticky lg:top-20">
              <DeliveryView webhookId={webhookId} deliveryId={delivery} live={live} back={query} />
            </div>
          ) : (
            <div className="rounded-card border border-dashed max-lg:hidden">
              <Empty icon={MousePointerClick} title={t("chooseTitle")} />
            </div>
          )}
        </div>
      )}
    </>
  );
}

interface FiltersProps {
  query: DeliveryQuery;
  onSearch: (next: WebhookSearch) => void;
}

function Filters({ query, onSearch }: FiltersProps) {
  const { data: types } = useQuery(eventTypes());
  return (
    <search className="mb-3 grid grid-cols-2 items-end gap-2 sm:flex sm:flex-wrap">
      <Field label={t("statusLabel")} className="sm:w-40">
        {(control) => (
          <Select
            {...control}
            empty={t("anyStatus")}
            value={query.status ?? ""}
            options={DELIVERY_STATUSES.map((value) => ({ value, label: lookOf(value).label }))}
            onChange={(event) =>
              onSearch({
                ...query,
                status: DELIVERY_STATUSES.find((each) => each === event.target.value),
              })
            }
          />
        )}
      </Field>
      <Field label={t("typeLabel")} className="sm:w-64">
        {(control) => (
          <Select
            {...control}
            empty={t("anyType")}
            value={query.event_type ?? ""}
            options={(types ?? []).map((each) => ({ value: each.type, label: each.name }))}
            onChange={(event) =>
              onSearch({ ...query, event_type: event.target.value || undefined })
            }
          />
        )}
      </Field>
      {(query.status || query.event_type) && (
        <Button tone="quiet" onClick={() => onSearch({})}>
          {t("clear")}
        </Button>
      )}
    </search>
  );
}
