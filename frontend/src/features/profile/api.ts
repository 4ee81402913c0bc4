import { infiniteQueryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api, data, done, type Schemas } from "@/api/client";
import { idempotent, ifMatch } from "@/api/headers";
import { session, type Me } from "@/api/sessions";
import { keys } from "@/lib/keys";

type Page = Schemas["Page_SessionOut_"];

export const ownSessions = () =>
  infiniteQueryOptions({
    queryKey: keys.sessions.list(),
    queryFn: ({ pageParam }) =>
      data(api.GET("/api/auth/sessions", { params: { query: { limit: 25, cursor: pageParam } } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page: Page) => page.next_cursor ?? undefined,
  });

/** `null` ends all but this one. */
export function useEndSession() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (session_id: string | null) =>
      session_id === null
        ? done(api.DELETE("/api/auth/sessions"))
        : done(api.DELETE("/api/auth/sessions/{session_id}", { params: { path: { session_id } } })),
    onSettled: () => client.invalidateQueries({ queryKey: keys.sessions.all }),
  });
}

export async function saveProfile(me: Me, body: Schemas["ProfileUpdate"]): Promise<void> {
  const { name, phone, version } = await data(
    api.PUT("/api/auth/me", { body, headers: ifMatch(me.version) }),
  );
  session.replaceUser({ ...me, name, phone, version });
}

/** After a conflict: what the server has now. */
export async function reloadMe(): Promise<Me> {
  const me = await data(api.GET("/api/auth/me"));
  session.replaceUser(me);
  return me;
}

/** Brings new tokens: the old ones, and all other sessions, are void. */
export async function changePassword(
  current_password: string,
  new_password: string,
  key: string,
): Promise<void> {
  session.begin(
    await data(
      api.POST("/api/auth/change-password", {
        body: { current_password, new_password },
        headers: idempotent(key),
      }),
    ),
  );
}
