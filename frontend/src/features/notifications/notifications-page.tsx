import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { BellRing, CheckCheck, SlidersHorizontal } from "lucide-react";
import { Page } from "@/components/layout/page";
import { Empty } from "@/components/states/empty";
import { ErrorState } from "@/components/states/error-state";
import { NoMatch } from "@/components/states/no-match";
import { StaleStrip } from "@/components/states/stale-strip";
import { Button, buttonStyle } from "@/components/ui/button";
import { Segmented } from "@/components/ui/segmented";
import { Select } from "@/components/ui/select";
import { feed, unreadCount, useMarkAllRead, useMarkRead, type FeedQuery } from "./api";
import { t } from "./messages";
import { lookOf, TYPES } from "./model";
import { NotificationDays } from "./notification-days";
import { NotificationSkeleton } from "./notification-skeleton";

interface NotificationsPageProps {
  search: FeedQuery;
  onSearch: (next: FeedQuery) => void;
}

export function NotificationsPage({ search, onSearch }: NotificationsPageProps) {
  const found = useInfiniteQuery(feed(search));
  const { data: count } = useQuery(unreadCount());
  const read = useMarkRead();
  const readAll = useMarkAllRead();
  const unread = count?.unread_count ?? 0;
  const items = found.data?.pages.flatMap((page) => page.items) ?? [];
  const filters = [
    ...(search.unread ? [t("filterUnread")] : []),
    ...(search.type ? [t("filterType", { type: lookOf(search.type).label })] : []),
  ];
  return (
    <Page
      title={t("title")}
      width="form"
      meta={count && (unread > 0 ? t("unreadNow", { count: unread }) : t("noneUnread"))}
      actions={
        <>
          <Link to="/profile" hash="notifications" className={buttonStyle()}>
            <SlidersHorizontal aria-hidden />
            {t("choose")}
          </Link>
          <Button reason={unread > 0 ? null : t("noneUnread")} onClick={() => readAll.mutate()}>
            <CheckCheck aria-hidden />
            {t("markAll")}
          </Button>
        </>
      }
    >
      <div className="mb-3 flex flex-wrap items-center gap-2">
        <Segmented
          label={t("show")}
          value={search.unread ? "unread" : "all"}
          options={[
            { value: "all", label: t("all") },
            { value: "unread", label: t("unread") },
          ]}
          onChange={(value) =>
            onSearch({ ...search, unread: value === "unread" ? true : undefined })
          }
        />
        <Select
          aria-label={t("type")}
          className="w-52"
          empty={t("anyType")}
          value={search.type ?? ""}
          options={TYPES.map((type) => ({ value: type, label: lookOf(type).label }))}
          onChange={(event) => onSearch({ ...search, type: event.target.value || undefined })}
        />
      </div>
      {found.isRefetchError && found.data && (
        <StaleStrip
          error={found.error}
          onRetry={() => void found.refetch()}
          busy={found.isFetching}
        />
      )}
      {found.isPending ? (
        <NotificationSkeleton />
      ) : !found.data ? (
        <ErrorState error={found.error} what={t("what")} onRetry={() => void found.refetch()} />
      ) : items.length > 0 ? (
        <div className="-mx-3">
          <NotificationDays items={items} onRead={(id) => read.mutate(id)} />
          <div className="flex justify-center py-2">
            {found.hasNextPage ? (
              <Button busy={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
                {t("more")}
              </Button>
            ) : (
              <p className="text-muted">{t("end")}</p>
            )}
          </div>
        </div>
      ) : search.type ? (
        <NoMatch filters={filters} onClear={() => onSearch({})} />
      ) : (
        <Empty icon={BellRing} title={search.unread ? t("caughtUp") : t("emptyTitle")}>
          {search.unread ? t("caughtUpText") : t("emptyText")}
        </Empty>
      )}
    </Page>
  );
}
