import type { LucideIcon } from "lucide-react";
import { useId, type ReactNode } from "react";
import { PlaceLink } from "@/components/layout/place-link";
import { Explained } from "@/components/states/explained";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { Skeleton, useLate } from "@/components/ui/skeleton";
import { formatNumber } from "@/lib/format";
import { t } from "./messages";

interface Found<Row> {
  items: Row[];
  total: number;
}

export interface PanelProps<Row> {
  title: string;
  hint?: string;
  icon: LucideIcon;
  query: {
    data: Found<Row> | undefined;
    error: unknown;
    isPending: boolean;
    isFetching: boolean;
    refetch: () => unknown;
  };
  /** Where all of them are listed. */
  place: string;
  /** Said when there is none: good news, mostly. */
  none: string;
  rowId: (row: Row) => string;
  row: (row: Row) => ReactNode;
}

/** A short list of what waits for somebody. It loads, fails and is tried again for itself. */
export function Panel<Row>({
  title,
  hint,
  icon: Icon,
  query,
  place,
  none,
  rowId,
  row,
}: PanelProps<Row>) {
  const id = useId();
  const late = useLate(query.isPending);
  const { data } = query;
  return (
    <section
      aria-labelledby={id}
      aria-busy={query.isPending}
      data-slot="panel"
      className="flex min-w-0 flex-col rounded-card border bg-card"
    >
      <header className="flex items-start gap-3 px-4 pt-3 pb-2">
        <Icon aria-hidden className="mt-1 size-4 shrink-0 text-muted" />
        <div className="min-w-0 flex-1">
          <h2 id={id} className="text-section">
            {title}
          </h2>
          {hint && <p className="text-dense text-muted">{hint}</p>}
        </div>
        {data && data.total > 0 && (
          <PlaceLink
            place={place}
            aria-label={`${title}: ${t("openAll", { count: data.total })}`}
            className="tabular px-1.5 text-section text-primary underline-offset-4 hover:underline"
          >
            {formatNumber(data.total)}
          </PlaceLink>
        )}
      </header>
      <div className="px-4 pb-3">
        {query.error !== null && (
          <Notice
            tone="warn"
            title={data ? undefined : t("partMissing")}
            className="mb-2"
            actions={
              <Button
                size="small"
                tone="quiet"
                busy={query.isFetching}
                onClick={() => void query.refetch()}
              >
                {t("tryAgain")}
              </Button>
            }
          >
            <Explained error={query.error} />
          </Notice>
        )}
        {data ? (
          data.items.length > 0 ? (
            <ul>
              {data.items.map((each) => (
                <li key={rowId(each)} className="border-t py-2 first:border-t-0">
                  {row(each)}
                </li>
              ))}
            </ul>
          ) : (
            <p className="py-2 text-muted">{none}</p>
          )
        ) : (
          late &&
          query.error === null &&
          [1, 2, 3].map((at) => <Skeleton key={at} className="my-3 h-8" />)
        )}
      </div>
    </section>
  );
}
