import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { data, done, portalApi, type Schemas } from "@/api/client";
import { idempotent, newKey } from "@/api/headers";
import { keys } from "@/lib/keys";

export type News = Schemas["NotificationOut"];

const LIMIT = 25;
/** Without a stream of his own a candidate hears of news within a minute. */
const LOOK_MS = 60_000;

export const news = infiniteQueryOptions({
  queryKey: keys.notifications.list(),
  initialPageParam: undefined as string | undefined,
  queryFn: ({ pageParam }) =>
    data(
      portalApi.GET("/api/notifications", {
        params: { query: { limit: LIMIT, cursor: pageParam } },
      }),
    ),
  getNextPageParam: (page) => page.next_cursor ?? undefined,
});

export const unread = queryOptions({
  queryKey: keys.notifications.of("unread"),
  queryFn: async () => (await data(portalApi.GET("/api/notifications/unread-count"))).unread_count,
  refetchInterval: LOOK_MS,
});

export function markRead(id: string): Promise<void> {
  return done(
    portalApi.POST("/api/notifications/{notification_id}/read", {
      params: { path: { notification_id: id } },
      headers: idempotent(newKey()),
    }),
  );
}

export function markAllRead(key: string): Promise<void> {
  return done(portalApi.POST("/api/notifications/read-all", { headers: idempotent(key) }));
}
