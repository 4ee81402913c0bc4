import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api, data, done, type Schemas } from "@/api/client";
import { idempotent, ifMatch } from "@/api/headers";
import { keys } from "@/lib/keys";
import type { ListParams } from "@/lib/search-params";

export type PortalUser = Schemas["PortalUserOut"];

export interface PortalUsersSearch extends ListParams {
  status?: "active" | "inactive";
  verified?: "yes" | "no";
  /** The account that is being looked at. */
  account?: string;
}

export const portalUsers = ({ status, verified, q, sort, cursor, limit }: PortalUsersSearch) => {
  const query = {
    status,
    verified: verified === undefined ? undefined : verified === "yes",
    q,
    sort,
    cursor,
    limit: limit ?? 50,
    count: true,
  };
  return queryOptions({
    queryKey: keys.portal_users.list(query),
    queryFn: () => data(api.GET("/api/admin/candidate-portal-users", { params: { query } })),
    placeholderData: keepPreviousData,
  });
};

export const portalUser = (candidate_portal_id: string) =>
  queryOptions({
    queryKey: keys.portal_users.detail(candidate_portal_id),
    queryFn: () =>
      data(
        api.GET("/api/admin/candidate-portal-users/{candidate_portal_id}", {
          params: { path: { candidate_portal_id } },
        }),
      ),
  });

/** Applications to choose from. */
export const applications = (words: string) =>
  queryOptions({
    queryKey: keys.candidates.of("to-link", words),
    queryFn: ({ signal }) =>
      data(
        api.GET("/api/candidates", {
          params: { query: { q: words || undefined, limit: 20 } },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
  });

export const application = (id: string) =>
  queryOptions({
    queryKey: keys.candidates.detail(id),
    queryFn: ({ signal }) =>
      data(
        api.GET("/api/candidates/{candidate_id}", {
          params: { path: { candidate_id: id } },
          signal,
        }),
      ),
  });

export function createPortalUser(
  body: Schemas["PortalUserCreate"],
  key: string,
): Promise<PortalUser> {
  return data(api.POST("/api/admin/candidate-portal-users", { body, headers: idempotent(key) }));
}

export function changePortalUser(
  { candidate_portal_id, version }: Pick<PortalUser, "candidate_portal_id" | "version">,
  body: Schemas["PortalUserUpdate"],
): Promise<PortalUser> {
  return data(
    api.PUT("/api/admin/candidate-portal-users/{candidate_portal_id}", {
      params: { path: { candidate_portal_id } },
      body,
      headers: ifMatch(version),
    }),
  );
}

export function deletePortalUser({ candidate_portal_id, version }: PortalUser): Promise<void> {
  return done(
    api.DELETE("/api/admin/candidate-portal-users/{candidate_portal_id}", {
      params: { path: { candidate_portal_id } },
      headers: ifMatch(version),
    }),
  );
}

/** Not repeatable by a key: each time makes another password, and the one before is void. */
export function resetPassword(
  candidate_portal_id: string,
  temporary: boolean,
): Promise<Schemas["ResetOut"]> {
  return data(
    api.POST("/api/admin/candidate-portal-users/{candidate_portal_id}/reset-password", {
      params: { path: { candidate_portal_id } },
      body: { temporary },
    }),
  );
}
