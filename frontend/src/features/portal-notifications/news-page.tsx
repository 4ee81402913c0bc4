import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Bell } from "lucide-react";
import { useState } from "react";
import { newKey } from "@/api/headers";
import { usePageTitle } from "@/components/layout/use-page-title";
import { Empty } from "@/components/states/empty";
import { ErrorState } from "@/components/states/error-state";
import { StaleStrip } from "@/components/states/stale-strip";
import { Button, buttonStyle } from "@/components/ui/button";
import { Skeleton, useLate } from "@/components/ui/skeleton";
import { toast } from "@/components/ui/toast";
import { cn } from "@/lib/cn";
import { formatMoment, formatRelative } from "@/lib/format";
import { keys } from "@/lib/keys";
import { useZone } from "@/lib/use-zone";
import { markAllRead, markRead, news, type News } from "./api";
import { t } from "./news-messages";

export function NewsPage() {
  usePageTitle(t("news"));
  const queries = useQueryClient();
  const [key, setKey] = useState(newKey);
  const found = useInfiniteQuery(news);
  const late = useLate(found.isPending);
  const again = () => queries.invalidateQueries({ queryKey: keys.notifications.all });
  const all = useMutation({
    mutationFn: () => markAllRead(key),
    onSuccess: () => {
      setKey(newKey());
      return again();
    },
    onError: (error) => toast.failed(t("readAllFailed"), error),
  });
  const one = useMutation({ mutationFn: markRead, onSuccess: again });
  const items = found.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <header className="mb-5 flex flex-wrap items-center justify-between gap-2">
        <h1 tabIndex={-1} className="text-[1.375rem] leading-8 font-semibold">
          {t("news")}
        </h1>
        <span className="flex flex-wrap gap-2">
          {items.some((item) => !item.read) && (
            <Button tone="quiet" busy={all.isPending} onClick={() => all.mutate()}>
              {t("readAll")}
            </Button>
          )}
          <Link
            to="/portal/profile"
            hash="notifications"
            className={buttonStyle({ tone: "quiet" })}
          >
            {t("choose")}
          </Link>
        </span>
      </header>
      {late && <Skeleton className="h-24 rounded-card" />}
      {found.error && !found.data && (
        <ErrorState error={found.error} what={t("theNews")} onRetry={() => void found.refetch()} />
      )}
      {found.error && found.data && (
        <StaleStrip
          error={found.error}
          busy={found.isFetching}
          onRetry={() => void found.refetch()}
        />
      )}
      {found.data && items.length === 0 && (
        <Empty icon={Bell} title={t("none")}>
          {t("noneText")}
        </Empty>
      )}
      <ul className="grid gap-2">
        {items.map((item) => (
          <Line
            key={item.notification_id}
            item={item}
            onOpen={() => one.mutate(item.notification_id)}
          />
        ))}
      </ul>
      {found.hasNextPage && (
        <Button
          className="mt-4"
          busy={found.isFetchingNextPage}
          onClick={() => void found.fetchNextPage()}
        >
          {t("older")}
        </Button>
      )}
    </>
  );
}

function Line({ item, onOpen }: { item: News; onOpen: () => void }) {
  const zone = useZone();
  const [now] = useState(() => new Date());
  const words = (
    <>
      <span className={cn("block break-words", !item.read && "font-semibold")}>{item.title}</span>
      <span className="block break-words text-muted">{item.message}</span>
    </>
  );
  return (
    <li className="rounded-card border bg-card p-4">
      <div className="flex items-start gap-3">
        <span
          aria-hidden
          className={cn("mt-2 size-2 shrink-0 rounded-full", item.read ? "bg-line" : "bg-primary")}
        />
        <div className="min-w-0 flex-1">
          {!item.read && <span className="sr-only">{t("unread")}: </span>}
          {item.entity_type === "interview" ? (
            <Link
              to="/portal/interviews/$interviewId"
              params={{ interviewId: item.entity_id }}
              onClick={() => !item.read && onOpen()}
              className="block rounded-control underline-offset-4 hover:underline"
            >
              {words}
            </Link>
          ) : (
            words
          )}
          <time
            dateTime={item.created_at}
            title={formatMoment(item.created_at, zone)}
            className="mt-1 block text-body text-muted"
          >
            {formatRelative(item.created_at, now)}
          </time>
        </div>
      </div>
    </li>
  );
}
