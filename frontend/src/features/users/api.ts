import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api, data, done, type Schemas } from "@/api/client";
import { idempotent, ifMatch } from "@/api/headers";
import { ACCOUNT_FIELDS, whileAlike } from "@/api/still-alike";
import { keys } from "@/lib/keys";

export type User = Schemas["UserOut"];
export type Role = Schemas["RoleOut"];
export type BaseRole = Schemas["Register"]["role"];

export interface UsersQuery {
  q?: string;
  role?: BaseRole;
  status?: "active" | "inactive";
  sort?: string;
  cursor?: string;
  limit?: number;
}

export function users(wanted: UsersQuery) {
  const query = { ...wanted, count: true };
  return queryOptions({
    queryKey: keys.users.list(query),
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => data(api.GET("/api/users", { params: { query }, signal })),
  });
}

export function userById(id: string) {
  return queryOptions({
    queryKey: keys.users.detail(id),
    queryFn: ({ signal }) =>
      data(api.GET("/api/users/{user_id}", { params: { path: { user_id: id } }, signal })),
  });
}

export function roles() {
  const query = { limit: 200 };
  return queryOptions({
    queryKey: keys.roles.list(query),
    queryFn: ({ signal }) => data(api.GET("/api/governance/roles", { params: { query }, signal })),
  });
}

/** The names of clients: by id for the list, by words for the choice. */
export function clientNames(q: string) {
  const query = { q: q || undefined, limit: q ? 20 : 200, sort: "company_name" };
  return queryOptions({
    queryKey: keys.clients.list(query),
    staleTime: 60_000,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => data(api.GET("/api/clients", { params: { query }, signal })),
  });
}

export const addUser = (body: Schemas["Register"], key: string) =>
  data(api.POST("/api/auth/register", { body, headers: idempotent(key) }));

const read = (user: User) => () =>
  data(api.GET("/api/users/{user_id}", { params: { path: { user_id: user.user_id } } }));

export const changeUser = (user: User, body: Schemas["UserUpdate"], key: string) =>
  whileAlike(user, ACCOUNT_FIELDS, read(user), ({ user_id, version }) =>
    data(
      api.PUT("/api/users/{user_id}", {
        params: { path: { user_id } },
        body,
        headers: { ...ifMatch(version), ...idempotent(key) },
      }),
    ),
  );

export const deleteUser = (user: User) =>
  whileAlike(user, ACCOUNT_FIELDS, read(user), ({ user_id, version }) =>
    done(
      api.DELETE("/api/users/{user_id}", {
        params: { path: { user_id } },
        headers: ifMatch(version),
      }),
    ),
  );

export const mailLink = (user: User, key: string) =>
  data(
    api.POST("/api/users/{user_id}/reset-password", {
      params: { path: { user_id: user.user_id } },
      headers: idempotent(key),
    }),
  );
