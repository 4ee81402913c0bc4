import {
  infiniteQueryOptions,
  queryOptions,
  useMutation,
  useQueryClient,
} from "@tanstack/react-query";
import { api, data, type Schemas } from "@/api/client";
import { idempotent } from "@/api/headers";
import { toast } from "@/components/ui/toast";
import { keys } from "@/lib/keys";
import { t } from "./messages";
import type { MailStatus } from "./model";

type Page = Schemas["Page_MailOut_"];

export interface MailQuery {
  template?: string;
  status?: MailStatus;
  to?: string;
}

export const mails = (query: MailQuery) =>
  infiniteQueryOptions({
    queryKey: keys.mailbox.list(query),
    queryFn: ({ pageParam }) =>
      data(
        api.GET("/api/mailbox", { params: { query: { ...query, limit: 50, cursor: pageParam } } }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page: Page) => page.next_cursor ?? undefined,
  });

export const mail = (message_id: string) =>
  queryOptions({
    queryKey: keys.mailbox.detail(message_id),
    queryFn: () => data(api.GET("/api/mailbox/{message_id}", { params: { path: { message_id } } })),
    // On its way: its log grows by itself.
    refetchInterval: ({ state }) =>
      state.data?.status === "queued" || state.data?.status === "sending" ? 3_000 : false,
  });

export const channel = () =>
  queryOptions({
    queryKey: keys.mailbox.of("state"),
    queryFn: () => data(api.GET("/api/mailbox/state")),
    staleTime: 300_000,
  });

export const templates = () =>
  queryOptions({
    queryKey: keys.mailbox.of("templates"),
    queryFn: async () => (await data(api.GET("/api/mailbox/templates"))).items,
    staleTime: Infinity,
  });

export const preview = (template: string) =>
  queryOptions({
    queryKey: keys.mailbox.of("templates", template),
    queryFn: () =>
      data(
        api.GET("/api/mailbox/templates/{template}/preview", { params: { path: { template } } }),
      ),
    staleTime: Infinity,
  });

/** `key` is made when the mail is opened: pressing twice sends once. */
export function useRetry() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ message_id, key }: { message_id: string; key: string }) =>
      data(
        api.POST("/api/mailbox/{message_id}/retry", {
          params: { path: { message_id } },
          headers: idempotent(key),
        }),
      ),
    onSuccess: () => toast.done(t("retried")),
    onError: (error) => toast.failed(t("retryFailed"), error),
    onSettled: () => client.invalidateQueries({ queryKey: keys.mailbox.all }),
  });
}

export async function rawMail(message_id: string): Promise<Blob> {
  return data(
    api.GET("/api/mailbox/{message_id}/raw", {
      params: { path: { message_id } },
      parseAs: "blob",
    }),
  );
}
