import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { api, data, send, type Schemas } from "@/api/client";
import { session } from "@/api/sessions";
import { keys } from "@/lib/keys";
import { rangeOf, type AuditSearch } from "./model";

type Page = Schemas["Page_AuditLogOut_"];

export const auditLog = (search: AuditSearch, zone: string) =>
  infiniteQueryOptions({
    queryKey: keys.audit.list({ ...search, zone }),
    queryFn: ({ pageParam }) =>
      data(
        api.GET("/api/governance/audit-logs", {
          params: {
            query: { ...filtersOf(search, zone), limit: 100, cursor: pageParam },
          },
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page: Page) => page.next_cursor ?? undefined,
  });

const filtersOf = (search: AuditSearch, zone: string) => ({
  ...rangeOf(search, zone),
  user_email: search.actor,
  action_type: search.action,
  entity_type: search.kind,
  entity_id: search.id,
  client_id: search.client,
});

/** A file that is made while it is sent: the gateway's own limit, and some. */
const EXPORT_MS = 660_000;

export const FORMATS = ["csv", "ndjson"] as const;
export type Format = (typeof FORMATS)[number];

export function exported(search: AuditSearch, zone: string, format: Format): Promise<Blob> {
  return data(
    api.GET("/api/governance/audit-logs/export", {
      params: { query: { ...filtersOf(search, zone), format } },
      parseAs: "blob",
      fetch: (request) => send(session, request, EXPORT_MS),
    }),
  );
}

export function verify(from_number: number): Promise<Schemas["VerificationOut"]> {
  return data(api.GET("/api/governance/audit-logs/verify", { params: { query: { from_number } } }));
}

export const clientNames = () =>
  queryOptions({
    queryKey: keys.clients.of("names"),
    queryFn: async () => {
      const page = await data(api.GET("/api/clients", { params: { query: { limit: 200 } } }));
      return page.items.map(({ client_id, company_name }) => ({ client_id, company_name }));
    },
  });
