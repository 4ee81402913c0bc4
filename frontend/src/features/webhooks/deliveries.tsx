import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Inbox, MousePointerClick } from "lucide-react";
import { ListAndOne } from "@/components/layout/list-and-one";
import { Empty } from "@/components/states/empty";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
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
    <ListAndOne
      found={found}
      what={t("deliveriesWhat")}
      bar={<Filters query={query} onSearch={onSearch} />}
      filters={filters}
      onClear={() => onSearch({})}
      empty={
        <Empty icon={Inbox} title={t("noDeliveries")}>
          {t("noDeliveriesText")}
        </Empty>
      }
      list={
        items.length > 0 && (
          <DeliveryList webhookId={webhookId} deliveries={items} search={search} />
        )
      }
      words={{ more: t("loadMore"), end: t("end"), choose: t("chooseTitle") }}
      icon={MousePointerClick}
      one={
        delivery !== undefined && (
          <DeliveryView webhookId={webhookId} deliveryId={delivery} live={live} back={query} />
        )
      }
    />
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
