import { useQueries } from "@tanstack/react-query";
import { TrendLine } from "@/components/charts/trend-line";
import { Explained } from "@/components/states/explained";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { Skeleton } from "@/components/ui/skeleton";
import { locale } from "@/lib/format";
import { useZone } from "@/lib/use-zone";
import { week } from "./api";
import { t } from "./messages";
import { spansOf } from "./model";
import { useNow } from "./use-now";

/** What came in day by day or week by week; the last one is still running. */
export function Trend({ days }: { days: number | undefined }) {
  const now = useNow();
  const zone = useZone();
  const spans = spansOf(now, zone, days);
  const title = days === 7 ? t("trendDays") : t("trend");
  const found = useQueries({
    queries: spans.map((span, at) => week(span, at < spans.length - 1)),
  });
  const failed = found.find((each) => each.error !== null && each.data === undefined);
  if (failed)
    return (
      <>
        <h2 className="mb-2 text-section">{title}</h2>
        <Notice
          tone="warn"
          title={t("partMissing")}
          actions={
            <Button
              size="small"
              tone="quiet"
              busy={failed.isFetching}
              onClick={() => {
                for (const each of found) if (each.error) void each.refetch();
              }}
            >
              {t("tryAgain")}
            </Button>
          }
        >
          <Explained error={failed.error} />
        </Notice>
      </>
    );
  if (found.some((each) => each.data === undefined))
    return (
      <div aria-busy>
        <h2 className="mb-2 text-section">{title}</h2>
        <Skeleton className="h-48" />
      </div>
    );
  return (
    <TrendLine
      title={title}
      note={days === 7 ? t("trendDaysNote") : t("trendNote")}
      points={spans.map((span) => shortDay(span.from, zone))}
      series={[
        {
          id: "applications",
          label: t("newApplications"),
          colour: 1,
          values: found.map((each) => each.data?.applications ?? 0),
        },
        {
          id: "interviews",
          label: t("newInterviews"),
          colour: 3,
          values: found.map((each) => each.data?.interviews ?? 0),
        },
      ]}
    />
  );
}

/** `23 Nov`. */
function shortDay(when: string, zone: string): string {
  return new Intl.DateTimeFormat(locale(), {
    day: "numeric",
    month: "short",
    timeZone: zone,
  }).format(new Date(when));
}
