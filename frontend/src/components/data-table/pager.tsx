import { ChevronLeft, ChevronRight, ChevronsLeft } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import type { ListParams } from "@/lib/search-params";
import { turnTo } from "./list-state";
import { t } from "./messages";
import type { OnSearch, PageOf } from "./types";

interface PagerProps<S extends ListParams> {
  caption: string;
  page: PageOf<unknown>;
  search: S;
  onSearch: OnSearch<S>;
  busy: boolean;
}

/**
 * Pages by cursor, which only know the way on. The way back is remembered while the page is open; an address that
 * somebody sent offers the first page instead.
 */
export function Pager<S extends ListParams>({
  caption,
  page,
  search,
  onSearch,
  busy,
}: PagerProps<S>) {
  const [trail, setTrail] = useState<readonly (string | undefined)[]>([undefined]);
  const at = trail.lastIndexOf(search.cursor);
  const known = at >= 0;
  const size = search.limit ?? 50;
  const go = (cursor: string | undefined) => onSearch(turnTo(search, cursor), { replace: false });
  const from = known ? at * size + 1 : null;
  const to = from === null ? null : from + page.items.length - 1;
  if (page.items.length === 0 && search.cursor === undefined) return null;
  return (
    <nav
      aria-label={t("pages", { caption })}
      className="mt-3 flex flex-wrap items-center justify-between gap-2"
    >
      <p className="tabular text-dense text-muted" role="status">
        {from === null || to === null || to < from
          ? t("shown", { count: page.items.length })
          : typeof page.total === "number"
            ? t("rangeOf", { from, to, total: page.total })
            : t("range", { from, to })}
      </p>
      {(search.cursor !== undefined || page.next_cursor !== null) && (
        <div className="flex gap-2">
          {!known || at > 1 ? (
            <Button onClick={() => go(undefined)}>
              <ChevronsLeft aria-hidden className="rtl:-scale-x-100" />
              {t("first")}
            </Button>
          ) : null}
          {known && (
            <Button disabled={at === 0} onClick={() => go(trail[at - 1])}>
              <ChevronLeft aria-hidden className="rtl:-scale-x-100" />
              {t("previous")}
            </Button>
          )}
          <Button
            disabled={page.next_cursor === null}
            busy={busy}
            onClick={() => {
              const next = page.next_cursor ?? undefined;
              setTrail([...trail.slice(0, at + 1), ...(known ? [] : [search.cursor]), next]);
              go(next);
            }}
          >
            {t("next")}
            <ChevronRight aria-hidden className="rtl:-scale-x-100" />
          </Button>
        </div>
      )}
    </nav>
  );
}
