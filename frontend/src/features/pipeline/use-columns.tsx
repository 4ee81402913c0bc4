import { useQueries } from "@tanstack/react-query";
import { useState } from "react";
import type { BoardColumn } from "@/components/board/types";
import { Explained } from "@/components/states/explained";
import { statusLabel, statusLook } from "@/components/status/status";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { COLUMN_SIZE, columnQuery, type BoardQuery } from "./api";
import { t } from "./messages";
import { COLUMNS, type Candidate } from "./model";

interface Columns {
  columns: BoardColumn<Candidate>[];
  /** Nobody at all, in any column. */
  nobody: boolean;
}

/** Each column loads, fails and grows by itself. */
export function useColumns(query: BoardQuery, hideRejected: boolean): Columns {
  const [sizes, setSizes] = useState<Record<string, number>>({});
  const statuses = COLUMNS.filter((each) => !(hideRejected && each === "REJECTED"));
  const answers = useQueries({
    queries: statuses.map((status) => columnQuery(query, status, sizes[status] ?? COLUMN_SIZE)),
  });
  const filtered = query.q !== undefined || query.job_id !== undefined;
  const columns = statuses.map((status, at): BoardColumn<Candidate> => {
    const answer = answers[at];
    const { icon: Icon } = statusLook("candidate", status);
    const page = answer?.data;
    return {
      id: status,
      title: statusLabel(status),
      mark: <Icon aria-hidden className="size-4 shrink-0 text-muted" />,
      count: page?.total ?? page?.items.length ?? 0,
      cards: page?.items ?? [],
      state:
        page === undefined ? (
          answer?.error ? (
            <div role="alert" className="grid justify-items-start gap-2 px-1 py-2 text-muted">
              <p>
                {t("columnFailed")} <Explained error={answer.error} />
              </p>
              <Button size="small" onClick={() => void answer.refetch()}>
                {t("again")}
              </Button>
            </div>
          ) : (
            <div aria-busy="true" className="grid gap-2">
              <span className="sr-only">{t("loading")}</span>
              {[1, 2, 3].map((each) => (
                <Skeleton key={each} className="h-24 rounded-card bg-card" />
              ))}
            </div>
          )
        ) : page.items.length === 0 ? (
          <p className="px-1 py-2 text-muted">{t(filtered ? "emptyMatch" : "empty")}</p>
        ) : null,
      foot: page?.next_cursor && (
        <Button
          className="mt-2 w-full"
          busy={answer?.isFetching}
          onClick={() =>
            setSizes((now) => ({
              ...now,
              [status]: (now[status] ?? COLUMN_SIZE) + 2 * COLUMN_SIZE,
            }))
          }
        >
          {t("more")}
        </Button>
      ),
    };
  });
  return {
    columns,
    nobody: !filtered && !hideRejected && answers.every((each) => each.data?.items.length === 0),
  };
}
