import {
  infiniteQueryOptions,
  queryOptions,
  useMutation,
  useQueryClient,
  type InfiniteData,
  type QueryClient,
} from "@tanstack/react-query";
import { api, data, type Schemas } from "@/api/client";
import { idempotent, newKey } from "@/api/headers";
import { toast } from "@/components/ui/toast";
import { keys } from "@/lib/keys";
import { t } from "./messages";
import type { Notification } from "./model";

type Page = Schemas["Page_NotificationOut_"];
type Feed = InfiniteData<Page, string | undefined>;

export interface FeedQuery {
  unread?: true;
  type?: string;
}

export const unreadCount = () =>
  queryOptions({
    queryKey: keys.notifications.of("unread"),
    queryFn: () => data(api.GET("/api/notifications/unread-count")),
  });

export const feed = (query: FeedQuery = {}) =>
  infiniteQueryOptions({
    queryKey: keys.notifications.list(query),
    queryFn: ({ pageParam }) =>
      data(
        api.GET("/api/notifications", {
          params: { query: { ...query, limit: 50, cursor: pageParam } },
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page: Page) => page.next_cursor ?? undefined,
  });

export function newestUnread(): Promise<Notification[]> {
  return data(
    api.GET("/api/notifications", { params: { query: { unread: true, limit: 20 } } }),
  ).then((page) => page.items);
}

interface Before {
  feeds: [readonly unknown[], Feed | undefined][];
  count: Schemas["UnreadCount"] | undefined;
}

/** Draws it as read at once, in every list and on the bell; what it returns puts everything back. */
async function markInCache(client: QueryClient, id: string | null): Promise<Before> {
  await client.cancelQueries({ queryKey: keys.notifications.all });
  const feeds = client.getQueriesData<Feed>({ queryKey: keys.notifications.lists });
  const count = client.getQueryData(unreadCount().queryKey);
  let marked = 0;
  client.setQueriesData<Feed>(
    { queryKey: keys.notifications.lists },
    (old) =>
      old && {
        ...old,
        pages: old.pages.map((page) => ({
          ...page,
          items: page.items.map((item) => {
            if (item.read || (id !== null && item.notification_id !== id)) return item;
            marked += 1;
            return { ...item, read: true };
          }),
        })),
      },
  );
  client.setQueryData(
    unreadCount().queryKey,
    (old) =>
      old && {
        unread_count: id === null ? 0 : Math.max(0, old.unread_count - Math.min(1, marked)),
      },
  );
  return { feeds, count };
}

function putBack(client: QueryClient, before: Before | undefined): void {
  before?.feeds.forEach(([key, value]) => client.setQueryData(key, value));
  if (before?.count) client.setQueryData(unreadCount().queryKey, before.count);
}

export function useMarkRead() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (notification_id: string) =>
      data(
        api.POST("/api/notifications/{notification_id}/read", {
          params: { path: { notification_id } },
          headers: idempotent(newKey()),
        }),
      ),
    onMutate: (id) => markInCache(client, id),
    onError: (error, _, before) => {
      putBack(client, before);
      toast.failed(t("readFailed"), error);
    },
    onSettled: () => client.invalidateQueries({ queryKey: unreadCount().queryKey }),
  });
}

export function useMarkAllRead() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () =>
      data(api.POST("/api/notifications/read-all", { headers: idempotent(newKey()) })),
    onMutate: () => markInCache(client, null),
    onError: (error, _, before) => {
      putBack(client, before);
      toast.failed(t("readAllFailed"), error);
    },
    onSettled: () => client.invalidateQueries({ queryKey: keys.notifications.all }),
  });
}
