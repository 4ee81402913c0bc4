import { useQuery } from "@tanstack/react-query";
import { RefreshCw } from "lucide-react";
import { useCan } from "@/auth/can";
import { useMe } from "@/auth/use-session";
import { Page } from "@/components/layout/page";
import { ErrorState } from "@/components/states/error-state";
import { StaleStrip } from "@/components/states/stale-strip";
import { IconButton } from "@/components/ui/icon-button";
import { Notice } from "@/components/ui/notice";
import { Skeleton, useLate } from "@/components/ui/skeleton";
import { formatList, formatTime } from "@/lib/format";
import { useZone } from "@/lib/use-zone";
import { stats as statsQuery } from "./api";
import { ClientDay } from "./client-day";
import { Card, Figures, Funnel } from "./figures";
import { t } from "./messages";
import type { DashboardSearch } from "./model";
import { Numbers } from "./numbers";
import { Period } from "./period";
import { StaffDay } from "./staff-day";
import { Trend } from "./trend";

interface DashboardPageProps {
  search: DashboardSearch;
  onSearch: (next: DashboardSearch) => void;
}

/** The first page: what waits for this person, then how the business stands. */
export function DashboardPage({ search, onSearch }: DashboardPageProps) {
  const me = useMe();
  const zone = useZone();
  const days = search.days && Number(search.days);
  const staff = me.role !== "client_user";
  const maySeeInterviews = useCan("interviews:read");
  const found = useQuery(statsQuery(days));
  const late = useLate(found.isPending);
  const retry = () => void found.refetch();
  const stats = found.data;
  const degraded = stats?.degraded ?? [];
  return (
    <Page
      title={t("title")}
      meta={t("hello", { name: me.name })}
      actions={
        <p className="flex items-center gap-1 text-dense text-muted">
          {found.dataUpdatedAt > 0 && (
            <span role="status">
              {found.isFetching
                ? t("refreshing")
                : t("asOf", { time: formatTime(new Date(found.dataUpdatedAt), zone) })}
            </span>
          )}
          <IconButton icon={RefreshCw} label={t("refresh")} onClick={retry} />
        </p>
      }
    >
      <div className="grid gap-4">
        {stats && found.error && (
          <StaleStrip error={found.error} busy={found.isFetching} onRetry={retry} />
        )}
        {degraded.length > 0 && (
          <Notice tone="warn" title={t("degraded")}>
            {t("degradedWhy", { parts: formatList(degraded.map((part) => t(part))) })}
          </Notice>
        )}
        {stats && <Numbers stats={stats} staff={staff} />}
        {!stats && late && !found.error && (
          <div aria-busy className="grid grid-cols-2 gap-4 xl:grid-cols-4">
            {[1, 2, 3, 4].map((at) => (
              <Skeleton key={at} className="h-[102px] rounded-card" />
            ))}
          </div>
        )}
        {maySeeInterviews && (staff ? <StaffDay /> : <ClientDay />)}
        {!stats && found.error && (
          <ErrorState error={found.error} what={t("theDashboard")} onRetry={retry} />
        )}
        {stats && (
          <>
            <Period days={search.days} onChange={(next) => onSearch({ days: next })} />
            <div className="grid gap-4 lg:grid-cols-2">
              <Funnel stats={stats} onRetry={retry} />
              {maySeeInterviews && (
                <Card>
                  <Trend days={days} />
                </Card>
              )}
            </div>
            <div className="grid gap-4 md:grid-cols-2 xl:grid-cols-3">
              <Figures stats={stats} staff={staff} onRetry={retry} />
            </div>
          </>
        )}
      </div>
    </Page>
  );
}
