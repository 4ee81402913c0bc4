import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { BellRing, CheckCheck } from "lucide-react";
import { Empty } from "@/components/states/empty";
import { ErrorState } from "@/components/states/error-state";
import { Button } from "@/components/ui/button";
import { feed, useMarkAllRead, useMarkRead } from "./api";
import { t } from "./messages";
import { NotificationDays } from "./notification-days";
import { NotificationSkeleton } from "./notification-skeleton";

const SHOWN = 20;

/** What the bell opens: the latest ones, grouped by day. */
export function BellPanel({ onClose }: { onClose: () => void }) {
  const found = useInfiniteQuery(feed());
  const read = useMarkRead();
  const readAll = useMarkAllRead();
  const items = found.data?.pages[0]?.items.slice(0, SHOWN) ?? [];
  const unread = items.some((item) => !item.read);
  return (
    <div className="flex max-h-[min(560px,80dvh)] flex-col">
      <div className="flex items-center gap-2 border-b py-2 ps-4 pe-2">
        <h2 className="flex-1 text-section">{t("title")}</h2>
        <Button
          size="small"
          tone="quiet"
          reason={unread ? null : t("noneUnread")}
          onClick={() => readAll.mutate()}
        >
          <CheckCheck aria-hidden />
          {t("markAll")}
        </Button>
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto px-1 py-2">
        {found.isPending ? (
          <NotificationSkeleton rows={4} />
        ) : found.data ? (
          items.length > 0 ? (
            <NotificationDays
              items={items}
              heading="h3"
              onRead={(id) => read.mutate(id)}
              onOpen={onClose}
            />
          ) : (
            <Empty icon={BellRing} title={t("emptyTitle")}>
              {t("emptyText")}
            </Empty>
          )
        ) : (
          <ErrorState error={found.error} what={t("what")} onRetry={() => void found.refetch()} />
        )}
      </div>
      <div className="border-t p-1">
        <Link
          to="/notifications"
          onClick={onClose}
          className="flex h-control items-center justify-center rounded-control font-medium hover:bg-sunken"
        >
          {t("openAll")}
        </Link>
      </div>
    </div>
  );
}
