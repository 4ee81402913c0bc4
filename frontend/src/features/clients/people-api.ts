/** The people of a client: accounts that see only this client. */
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api, data, done, type Schemas } from "@/api/client";
import { idempotent, ifMatch } from "@/api/headers";
import { ACCOUNT_FIELDS, whileAlike } from "@/api/still-alike";
import { assignableRoles } from "@/auth/assignable";
import { keys } from "@/lib/keys";
import type { BelowQuery, Person } from "./api";

export function people(clientId: string, wanted: BelowQuery) {
  const query = { limit: 50, sort: "name", ...wanted, count: true };
  return queryOptions({
    queryKey: keys.users.list({ ...query, client_id: clientId }),
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      data(
        api.GET("/api/clients/{client_id}/users", {
          params: { path: { client_id: clientId }, query },
          signal,
        }),
      ),
  });
}

/** Roles that the people of this client may be given besides the standard one. */
export function clientRoles(clientId: string) {
  return queryOptions({
    queryKey: keys.roles.list({ assignable_to: clientId }),
    queryFn: async ({ signal }) => {
      const found = await data(
        api.GET("/api/governance/roles", { params: { query: { limit: 200 } }, signal }),
      );
      return assignableRoles(found.items, "client_user", clientId);
    },
  });
}

export const addPerson = (clientId: string, body: Schemas["ClientUserCreate"], key: string) =>
  data(
    api.POST("/api/clients/{client_id}/users", {
      params: { path: { client_id: clientId } },
      body,
      headers: idempotent(key),
    }),
  );

export function personById(one: Person) {
  return queryOptions({
    queryKey: keys.users.detail(one.user_id),
    queryFn: ({ signal }) =>
      data(
        api.GET("/api/clients/{client_id}/users/{email}", { params: { path: path(one) }, signal }),
      ),
  });
}

/** By id in the path: an address may hold signs that proxies read in their own way. */
const path = (person: Person) => ({
  client_id: person.client_id ?? "",
  email: person.user_id,
});

const read = (one: Person) => () =>
  data(api.GET("/api/clients/{client_id}/users/{email}", { params: { path: path(one) } }));

export const changePerson = (one: Person, body: Schemas["ClientUserUpdate"], key: string) =>
  whileAlike(one, ACCOUNT_FIELDS, read(one), ({ version }) =>
    data(
      api.PUT("/api/clients/{client_id}/users/{email}", {
        params: { path: path(one) },
        body,
        headers: { ...ifMatch(version), ...idempotent(key) },
      }),
    ),
  );

export const deletePerson = (one: Person) =>
  whileAlike(one, ACCOUNT_FIELDS, read(one), ({ version }) =>
    done(
      api.DELETE("/api/clients/{client_id}/users/{email}", {
        params: { path: path(one) },
        headers: ifMatch(version),
      }),
    ),
  );

export const mailLink = (person: Person, key: string) =>
  data(
    api.POST("/api/users/{user_id}/reset-password", {
      params: { path: { user_id: person.user_id } },
      headers: idempotent(key),
    }),
  );
