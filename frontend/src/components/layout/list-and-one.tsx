import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { t } from "@/components/messages";
import { Empty } from "@/components/states/empty";
import { ErrorState } from "@/components/states/error-state";
import { NoMatch } from "@/components/states/no-match";
import { StaleStrip } from "@/components/states/stale-strip";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { cn } from "@/lib/cn";

interface ListAndOneProps {
  /** The pages of the list, as `useInfiniteQuery` gives them. */
  found: {
    data: unknown;
    error: unknown;
    isFetching: boolean;
    refetch: () => unknown;
    hasNextPage: boolean;
    isFetchingNextPage: boolean;
    fetchNextPage: () => unknown;
  };
  what: string;
  bar: ReactNode;
  /** In words, what the list is narrowed to. */
  filters: readonly string[];
  onClear: () => void;
  empty: ReactNode;
  /** The list; null while there is nothing in it. */
  list: ReactNode;
  words: { more: string; end: string; choose: string };
  icon: LucideIcon;
  /** The one that is read; null when none is chosen. */
  one: ReactNode;
}

/** A list and the one of it that is read: side by side, and where there is no room for that one after the other. */
export function ListAndOne({
  found,
  what,
  bar,
  filters,
  onClear,
  empty,
  list,
  words,
  icon,
  one,
}: ListAndOneProps) {
  return (
    <>
      <div className={cn(one && "max-lg:hidden")}>{bar}</div>
      {!found.data ? (
        found.error ? (
          <ErrorState error={found.error} what={what} onRetry={() => void found.refetch()} />
        ) : (
          <div aria-busy="true" aria-label={t("loading")} role="status" className="grid gap-2">
            {Array.from({ length: 6 }, (_, at) => (
              <Skeleton key={at} className="h-14" />
            ))}
          </div>
        )
      ) : !list && !one ? (
        filters.length > 0 ? (
          <NoMatch filters={[...filters]} onClear={onClear} />
        ) : (
          empty
        )
      ) : (
        <div className="grid items-start gap-4 lg:grid-cols-[minmax(320px,2fr)_minmax(0,3fr)]">
          <div className={cn("min-w-0", one && "max-lg:hidden")}>
            {Boolean(found.error) && (
              <StaleStrip
                error={found.error}
                busy={found.isFetching}
                onRetry={() => void found.refetch()}
              />
            )}
            {list}
            <div className="flex justify-center py-3">
              {found.hasNextPage ? (
                <Button busy={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
                  {words.more}
                </Button>
              ) : (
                <p className="text-muted">{words.end}</p>
              )}
            </div>
          </div>
          {one ? (
            <div className="min-w-0 lg:sticky lg:top-20">{one}</div>
          ) : (
            <div className="rounded-card border border-dashed max-lg:hidden">
              <Empty icon={icon} title={words.choose} />
            </div>
          )}
        </div>
      )}
    </>
  );
}
