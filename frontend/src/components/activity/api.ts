import { infiniteQueryOptions } from "@tanstack/react-query";
import { api, data } from "@/api/client";
import { keys } from "@/lib/keys";

const PAGE = 50;

/** What the audit knows of one thing, newest first. */
export function activityQuery(entity_type: string, entity_id: string) {
  return infiniteQueryOptions({
    queryKey: keys.audit.of("entity", entity_type, entity_id),
    initialPageParam: "",
    queryFn: ({ pageParam, signal }) =>
      data(
        api.GET("/api/governance/audit-logs", {
          params: {
            query: { entity_type, entity_id, limit: PAGE, cursor: pageParam || undefined },
          },
          signal,
        }),
      ),
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });
}
