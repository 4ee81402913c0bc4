import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { data, type api, type Schemas } from "@/api/client";
import { idempotent, newKey } from "@/api/headers";
import { toast } from "@/components/ui/toast";
import { keys } from "@/lib/keys";
import { t } from "./messages";

/** The portal's client, or the candidates'. */
export type Client = typeof api;
export type Choice = Schemas["ChoiceOut"];
export type Channel = "in_app" | "email";
type Preferences = Schemas["PreferencesOut"];

const KEY = keys.notifications.of("preferences");

export const preferences = (client: Client) =>
  queryOptions({
    queryKey: KEY,
    queryFn: ({ signal }) => data(client.GET("/api/notifications/preferences", { signal })),
  });

interface Change {
  type: string;
  channel: Channel;
  on: boolean;
}

function put(to: Preferences, { type, channel, on }: Change): Preferences {
  const items = to.items.map((each) => (each.type === type ? { ...each, [channel]: on } : each));
  return { ...to, items };
}

/** Shown at once; taken back when the server refuses. Only the one switch is sent, so two at once do no harm. */
export function useSwitch(client: Client) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: ({ type, channel, on }: Change) =>
      data(
        client.PUT("/api/notifications/preferences", {
          body: { items: [{ type, [channel]: on }] },
          headers: idempotent(newKey()),
        }),
      ),
    onMutate: async (change) => {
      await cache.cancelQueries({ queryKey: KEY });
      cache.setQueryData<Preferences>(KEY, (now) => now && put(now, change));
    },
    onError: (error, change) => {
      cache.setQueryData<Preferences>(KEY, (now) => now && put(now, { ...change, on: !change.on }));
      toast.failed(t("notSaved"), error);
    },
    onSettled: () => {
      if (cache.isMutating({ mutationKey: KEY }) <= 1)
        void cache.invalidateQueries({ queryKey: KEY });
    },
    mutationKey: KEY,
  });
}
