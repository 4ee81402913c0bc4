import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api, data } from "@/api/client";
import { keys } from "@/lib/keys";

export const matrix = () =>
  queryOptions({
    queryKey: keys.roles.of("matrix"),
    queryFn: () =>
      data(api.GET("/api/governance/access-matrix", { params: { query: { limit: 200 } } })),
  });

/** What one person may do, each with its rule. Under the users' key: it changes with the person. */
export const accessOf = (user_id: string) =>
  queryOptions({
    queryKey: keys.users.detail(user_id, "access"),
    queryFn: () =>
      data(api.GET("/api/governance/access-matrix", { params: { query: { user_id } } })),
  });

export const people = (q: string) =>
  queryOptions({
    queryKey: keys.users.list({ q, limit: 20, sort: "name" }),
    queryFn: () =>
      data(
        api.GET("/api/users", {
          params: { query: { q: q || undefined, limit: 20, sort: "name" } },
        }),
      ),
    placeholderData: keepPreviousData,
  });
