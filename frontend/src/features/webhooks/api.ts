import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api, data, done, type Schemas } from "@/api/client";
import { idempotent, ifMatch } from "@/api/headers";
import { keys } from "@/lib/keys";
import type { ListParams } from "@/lib/search-params";
import type { DeliveryStatus, Webhook } from "./model";

type Page = Schemas["Page_DeliveryOut_"];

export interface DeliveryQuery {
  status?: DeliveryStatus;
  event_type?: string;
}

export const webhooks = (query: ListParams) =>
  queryOptions({
    queryKey: keys.webhooks.list(query),
    queryFn: () => data(api.GET("/api/webhooks", { params: { query: { ...query, limit: 50 } } })),
    placeholderData: keepPreviousData,
  });

export const webhook = (webhook_id: string) =>
  queryOptions({
    queryKey: keys.webhooks.detail(webhook_id),
    queryFn: () =>
      data(api.GET("/api/webhooks/{webhook_id}", { params: { path: { webhook_id } } })),
  });

export const eventTypes = () =>
  queryOptions({
    queryKey: keys.webhooks.of("event-types"),
    queryFn: async () => (await data(api.GET("/api/webhooks/event-types"))).items,
    staleTime: Infinity,
  });

export const deliveries = (webhook_id: string, query: DeliveryQuery) =>
  infiniteQueryOptions({
    queryKey: keys.webhooks.detail(webhook_id, "deliveries", query),
    queryFn: ({ pageParam }) =>
      data(
        api.GET("/api/webhooks/{webhook_id}/deliveries", {
          params: { path: { webhook_id }, query: { ...query, limit: 50, cursor: pageParam } },
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page: Page) => page.next_cursor ?? undefined,
    // Deliveries come by themselves; what waits changes soon.
    refetchInterval: ({ state }) =>
      state.data?.pages[0]?.items.some((each) => each.status === "pending") ? 3_000 : 10_000,
  });

export const delivery = (webhook_id: string, delivery_id: string) =>
  queryOptions({
    queryKey: keys.webhooks.detail(webhook_id, "delivery", delivery_id),
    queryFn: () =>
      data(
        api.GET("/api/webhooks/{webhook_id}/deliveries/{delivery_id}", {
          params: { path: { webhook_id, delivery_id } },
        }),
      ),
    refetchInterval: ({ state }) => (state.data?.status === "pending" ? 3_000 : false),
  });

export const clientNames = () =>
  queryOptions({
    queryKey: keys.clients.of("names"),
    queryFn: async () => {
      const page = await data(api.GET("/api/clients", { params: { query: { limit: 200 } } }));
      return page.items.map(({ client_id, company_name }) => ({ client_id, company_name }));
    },
  });

export function createWebhook(body: Schemas["WebhookCreate"], key: string) {
  return data(api.POST("/api/webhooks", { body, headers: idempotent(key) }));
}

export function changeWebhook(of: Webhook, body: Schemas["WebhookChange"]): Promise<Webhook> {
  return data(
    api.PUT("/api/webhooks/{webhook_id}", {
      params: { path: { webhook_id: of.webhook_id } },
      body,
      headers: ifMatch(of.version),
    }),
  );
}

export function deleteWebhook(of: Webhook): Promise<void> {
  return done(
    api.DELETE("/api/webhooks/{webhook_id}", {
      params: { path: { webhook_id: of.webhook_id } },
      headers: ifMatch(of.version),
    }),
  );
}

export function rotateSecret(webhook_id: string, key: string) {
  return data(
    api.POST("/api/webhooks/{webhook_id}/rotate-secret", {
      params: { path: { webhook_id } },
      headers: idempotent(key),
    }),
  );
}

export function testWebhook(webhook_id: string, key: string) {
  return data(
    api.POST("/api/webhooks/{webhook_id}/test", {
      params: { path: { webhook_id } },
      headers: idempotent(key),
    }),
  );
}

export function redeliver(webhook_id: string, delivery_id: string, key: string) {
  return data(
    api.POST("/api/webhooks/{webhook_id}/deliveries/{delivery_id}/redeliver", {
      params: { path: { webhook_id, delivery_id } },
      headers: idempotent(key),
    }),
  );
}
