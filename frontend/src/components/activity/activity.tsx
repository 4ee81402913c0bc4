import { useInfiniteQuery } from "@tanstack/react-query";
import { History } from "lucide-react";
import { Empty } from "@/components/states/empty";
import { ErrorState } from "@/components/states/error-state";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { activityQuery } from "./api";
import { describe, type Line } from "./describe";
import { t } from "./messages";
import { Timeline } from "./timeline";

interface ActivityProps {
  /** As the audit names it: `candidate`, `job`, `client`. */
  of: string;
  id: string;
  /** What is known from elsewhere and belongs between: rounds of interviews. */
  also?: readonly Line[];
}

/** The history of one thing from the audit log. Needs audit:read; show it only to those who have it. */
export function Activity({ of, id, also = [] }: ActivityProps) {
  const found = useInfiniteQuery(activityQuery(of, id));
  if (found.isPending)
    return (
      <div aria-busy="true" className="grid gap-4">
        {[0, 1, 2].map((each) => (
          <Skeleton key={each} className="h-10 w-full max-w-md" />
        ))}
      </div>
    );
  if (found.isError && !found.data)
    return <ErrorState error={found.error} what={t("what")} onRetry={() => void found.refetch()} />;
  const entries = found.data.pages.flatMap((page) => page.items.map(describe));
  const oldest = entries.at(-1)?.at ?? "";
  // What is older than the last loaded entry comes with its page.
  const beside = found.hasNextPage ? also.filter((line) => line.at >= oldest) : also;
  const lines = [...entries, ...beside].sort((a, b) => b.at.localeCompare(a.at));
  if (lines.length === 0) return <Empty icon={History} title={t("empty")} />;
  return (
    <div className="grid gap-4">
      <Timeline lines={lines} />
      {found.hasNextPage && (
        <div>
          <Button busy={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
            {t("more")}
          </Button>
        </div>
      )}
    </div>
  );
}
