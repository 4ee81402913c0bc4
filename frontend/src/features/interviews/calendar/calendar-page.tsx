import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { CalendarDays, CalendarPlus, ChevronLeft, ChevronRight } from "lucide-react";
import { useEffect, useState } from "react";
import { useCan } from "@/auth/can";
import { useNarrow } from "@/components/data-table/use-narrow";
import { Page } from "@/components/layout/page";
import { Empty } from "@/components/states/empty";
import { ErrorState } from "@/components/states/error-state";
import { StaleStrip } from "@/components/states/stale-strip";
import { Button, buttonStyle } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { Notice } from "@/components/ui/notice";
import { Segmented } from "@/components/ui/segmented";
import { Skeleton, useLate } from "@/components/ui/skeleton";
import { dayOf, isZone } from "@/lib/time";
import { useZone } from "@/lib/use-zone";
import { interviewsQuery } from "../api";
import { t } from "../messages";
import type { Interview } from "../model";
import { ZoneInput } from "../schedule/zone-field";
import { Agenda } from "./agenda";
import { beginOf, plusDays } from "@/lib/days";
import { daysOf, turned, VIEWS, type View } from "./days";
import { MonthGrid } from "./month-grid";
import { Peek } from "./peek";
import { WeekGrid } from "./week-grid";

const route = getRouteApi("/_internal/calendar");
const OPTIONS = VIEWS.map((value) => ({ value, label: t(value) }));
const MINUTE_MS = 60_000;
const MOST = 200;
/** Those that hold a time or held it; cancelled ones are no longer in anybody's way. */
const HELD: Interview["interview_status"][] = [
  "Confirmed",
  "Scheduled",
  "Completed",
  "Passed",
  "Failed",
  "No Show",
];

function title(view: View, days: readonly string[], day: string): string {
  if (view === "month")
    return new Intl.DateTimeFormat(undefined, {
      month: "long",
      year: "numeric",
      timeZone: "UTC",
    }).format(new Date(`${day}T00:00:00Z`));
  const [from, to] = [days[0] ?? day, days.at(-1) ?? day];
  return new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeZone: "UTC" }).formatRange(
    new Date(`${from}T00:00:00Z`),
    new Date(`${to}T00:00:00Z`),
  );
}

export function CalendarPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const own = useZone();
  const narrow = useNarrow();
  const mayPlan = useCan("interviews:write");
  const [peeked, setPeeked] = useState<Interview | null>(null);
  const [now, setNow] = useState(() => new Date().toISOString());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date().toISOString()), MINUTE_MS);
    return () => clearInterval(timer);
  }, []);

  const zone = search.zone && isZone(search.zone) ? search.zone : own;
  const today = dayOf(now, zone);
  const view = search.view ?? (narrow ? "agenda" : "week");
  const day = search.day ?? today;
  const days = daysOf(view, day);
  const query = useQuery(
    interviewsQuery({
      status: HELD,
      job_id: search.job,
      from: beginOf(days[0] ?? day, zone),
      to: beginOf(plusDays(days.at(-1) ?? day, 1), zone),
      sort: "scheduled_start_time",
      limit: MOST,
    }),
  );
  const late = useLate(query.isPending);
  const interviews = query.data?.items ?? [];
  const go = (change: Partial<typeof search>) =>
    void navigate({ search: (old) => ({ ...old, ...change }), replace: true });

  return (
    <Page
      title={t("calendar")}
      actions={
        mayPlan && (
          <Link to="/interviews/new" className={buttonStyle({ tone: "primary" })}>
            <CalendarPlus aria-hidden />
            {t("schedule")}
          </Link>
        )
      }
    >
      <div className="mb-3 flex flex-wrap items-center gap-2">
        <IconButton
          icon={ChevronLeft}
          label={t("previous")}
          onClick={() => go({ day: turned(view, day, -1) })}
        />
        <IconButton
          icon={ChevronRight}
          label={t("following")}
          onClick={() => go({ day: turned(view, day, 1) })}
        />
        <Button onClick={() => go({ day: undefined })}>{t("today")}</Button>
        <h2 aria-live="polite" className="me-auto text-section">
          {title(view, days, day)}
        </h2>
        <div className="w-full sm:w-48">
          <ZoneInput
            aria-label={t("zone")}
            value={zone}
            onChange={(next) => go({ zone: next === own ? undefined : next })}
          />
        </div>
        <Segmented
          label={t("view")}
          options={OPTIONS}
          value={view}
          onChange={(next) => go({ view: next })}
        />
      </div>
      {query.data && query.error && (
        <div className="mb-3">
          <StaleStrip
            error={query.error}
            busy={query.isFetching}
            onRetry={() => void query.refetch()}
          />
        </div>
      )}
      {query.data?.next_cursor && (
        <Notice tone="warn" className="mb-3">
          {t("truncated", { count: MOST })}
        </Notice>
      )}
      {!query.data && query.error ? (
        <ErrorState error={query.error} what={t("calendar")} onRetry={() => void query.refetch()} />
      ) : !query.data ? (
        <div aria-busy="true" className="min-h-[640px]">
          {late && <Skeleton className="h-[640px] rounded-card" />}
        </div>
      ) : (
        <div aria-busy={query.isFetching} className="min-h-[420px]">
          {view === "week" && <WeekGrid {...{ days, interviews, zone, now }} onOpen={setPeeked} />}
          {view === "month" && (
            <MonthGrid
              {...{ days, interviews, zone, now }}
              month={day.slice(0, 7)}
              onOpen={setPeeked}
              onDay={(next) => go({ day: next, view: "agenda" })}
            />
          )}
          {view === "agenda" &&
            (interviews.length > 0 ? (
              <Agenda {...{ days, interviews, zone }} onOpen={setPeeked} />
            ) : (
              <Empty icon={CalendarDays} title={t("nothingPlanned")}>
                {t("nothingPlannedText")}
              </Empty>
            ))}
        </div>
      )}
      {peeked && <Peek interview={peeked} zone={zone} onClose={() => setPeeked(null)} />}
    </Page>
  );
}
