import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { LoaderCircle, ScrollText, ShieldCheck } from "lucide-react";
import { useCallback, useState } from "react";
import { useCan } from "@/auth/can";
import { Page } from "@/components/layout/page";
import { Empty } from "@/components/states/empty";
import { ErrorState } from "@/components/states/error-state";
import { NoMatch } from "@/components/states/no-match";
import { StaleStrip } from "@/components/states/stale-strip";
import { Button } from "@/components/ui/button";
import { Skeleton, useLate } from "@/components/ui/skeleton";
import { useZone } from "@/lib/use-zone";
import { auditLog, clientNames } from "./api";
import { AuditFilters } from "./audit-filters";
import { AuditRows } from "./audit-rows";
import { CheckResult } from "./check-result";
import { EntrySheet } from "./entry-sheet";
import { ExportMenu } from "./export-menu";
import { t } from "./messages";
import type { AuditSearch, Entry } from "./model";
import { useCheck } from "./use-check";
import { spoken } from "./words";

interface AuditPageProps {
  search: AuditSearch;
  onSearch: (next: AuditSearch) => void;
}

export function AuditPage({ search, onSearch }: AuditPageProps) {
  const zone = useZone();
  const found = useInfiniteQuery(auditLog(search, zone));
  const [opened, setOpened] = useState<Entry | null>(null);
  const { check, start, stop, dismiss } = useCheck();
  const filters = useFilterWords(search);
  const late = useLate(found.isPending);
  const entries = found.data?.pages.flatMap((page) => page.items) ?? [];
  const { hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage } = found;
  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage && !isFetchNextPageError) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage]);
  return (
    <Page
      title={t("title")}
      meta={t("lead")}
      actions={
        <>
          <ExportMenu search={search} />
          <Button
            reason={check.state === "running" ? t("checkTitle") : null}
            onClick={() => start()}
          >
            <ShieldCheck aria-hidden />
            {t("check")}
          </Button>
        </>
      }
    >
      {check.state !== "idle" && (
        <div className="mb-4">
          <CheckResult check={check} onStart={start} onStop={stop} onDismiss={dismiss} />
        </div>
      )}
      <AuditFilters search={search} onSearch={onSearch} />
      {found.data && found.error && (
        <div className="mb-3">
          <StaleStrip
            error={found.error}
            busy={found.isFetching}
            onRetry={() => void (isFetchNextPageError ? fetchNextPage() : found.refetch())}
          />
        </div>
      )}
      {!found.data ? (
        found.error ? (
          <ErrorState error={found.error} what={t("what")} onRetry={() => void found.refetch()} />
        ) : (
          <div aria-busy="true" className="grid gap-px">
            {late && Array.from({ length: 10 }, (_, at) => <Skeleton key={at} className="h-11" />)}
          </div>
        )
      ) : entries.length === 0 ? (
        filters.length > 0 ? (
          <NoMatch filters={filters} onClear={() => onSearch({})} />
        ) : (
          <Empty icon={ScrollText} title={t("emptyTitle")}>
            {t("emptyText")}
          </Empty>
        )
      ) : (
        <>
          <AuditRows
            entries={entries}
            opened={opened?.log_id ?? null}
            onOpen={setOpened}
            onMore={more}
          />
          <p role="status" className="flex justify-center gap-2 py-4 text-muted">
            {isFetchingNextPage ? (
              <>
                <LoaderCircle aria-hidden className="size-4 animate-spin" />
                {t("loadingMore")}
              </>
            ) : (
              !hasNextPage && t("endOf", { count: entries.length })
            )}
          </p>
        </>
      )}
      {opened && (
        <EntrySheet
          entry={opened}
          onClose={() => setOpened(null)}
          onSearch={(next) => {
            setOpened(null);
            onSearch(next);
          }}
        />
      )}
    </Page>
  );
}

/** The filters that are on, in words. */
function useFilterWords(search: AuditSearch): string[] {
  const mayReadClients = useCan("clients:read");
  const { data: clients } = useQuery({
    ...clientNames(),
    enabled: mayReadClients && search.client !== undefined,
  });
  const words: (string | false | undefined)[] = [
    search.from && t("filterFrom", { day: search.from }),
    search.to && t("filterTo", { day: search.to }),
    search.actor && t("filterActor", { email: search.actor }),
    search.action && t("filterAction", { action: spoken(search.action) }),
    search.kind && t("filterKind", { kind: spoken(search.kind) }),
    search.id && t("filterId", { id: search.id }),
    search.client &&
      t("filterClient", {
        name:
          clients?.find((each) => each.client_id === search.client)?.company_name ?? search.client,
      }),
  ];
  return words.filter((each): each is string => Boolean(each));
}
