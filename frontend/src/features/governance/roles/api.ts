import { queryOptions } from "@tanstack/react-query";
import { api, data, done, type Schemas } from "@/api/client";
import { idempotent, ifMatch } from "@/api/headers";
import { keys } from "@/lib/keys";
import type { Role } from "./model";

/** More than any agency has; the page says so when there are. */
const MOST = 200;

export const roles = () =>
  queryOptions({
    queryKey: keys.roles.list(),
    queryFn: async () => {
      const page = await data(
        api.GET("/api/governance/roles", { params: { query: { limit: MOST } } }),
      );
      return page.items;
    },
  });

export const role = (role_id: string) =>
  queryOptions({
    queryKey: keys.roles.detail(role_id),
    queryFn: () =>
      data(api.GET("/api/governance/roles/{role_id}", { params: { path: { role_id } } })),
  });

/** Every permission there is, in the server's order. */
export const permissions = () =>
  queryOptions({
    queryKey: keys.roles.of("permissions"),
    queryFn: async () => {
      const matrix = await data(
        api.GET("/api/governance/access-matrix", { params: { query: { limit: 1 } } }),
      );
      return matrix.permissions;
    },
    staleTime: Infinity,
  });

/** How many users hold it. Under the users' key: their changes change it. */
export const holders = (role_id: string) =>
  queryOptions({
    queryKey: keys.users.of("holders", role_id),
    queryFn: async () => {
      const page = await data(
        api.GET("/api/users", { params: { query: { role_id, count: true, limit: 1 } } }),
      );
      return page.total ?? page.items.length;
    },
  });

export const clientNames = () =>
  queryOptions({
    queryKey: keys.clients.of("names"),
    queryFn: async () => {
      const page = await data(api.GET("/api/clients", { params: { query: { limit: 200 } } }));
      return page.items.map(({ client_id, company_name }) => ({ client_id, company_name }));
    },
  });

export function createRole(body: Schemas["RoleCreate"], key: string): Promise<Role> {
  return data(api.POST("/api/governance/roles", { body, headers: idempotent(key) }));
}

export function updateRole(of: Role, body: Schemas["RoleUpdate"]): Promise<Role> {
  return data(
    api.PUT("/api/governance/roles/{role_id}", {
      params: { path: { role_id: of.role_id } },
      body,
      headers: ifMatch(of.version),
    }),
  );
}

export function deleteRole(of: Role): Promise<void> {
  return done(
    api.DELETE("/api/governance/roles/{role_id}", {
      params: { path: { role_id: of.role_id } },
      headers: ifMatch(of.version),
    }),
  );
}
