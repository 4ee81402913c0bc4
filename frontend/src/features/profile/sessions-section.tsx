import { useInfiniteQuery } from "@tanstack/react-query";
import { Laptop, Smartphone } from "lucide-react";
import { useState } from "react";
import type { Schemas } from "@/api/client";
import { ErrorState } from "@/components/states/error-state";
import { StaleStrip } from "@/components/states/stale-strip";
import { AlertDialog } from "@/components/ui/alert-dialog";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { toast } from "@/components/ui/toast";
import { formatMoment, formatRelative } from "@/lib/format";
import { useZone } from "@/lib/use-zone";
import { ownSessions, useEndSession } from "./api";
import { t } from "./messages";
import { deviceOf, isPhone } from "./model";

export function SessionsSection() {
  const found = useInfiniteQuery(ownSessions());
  const end = useEndSession();
  const [asking, setAsking] = useState(false);
  if (found.isPending)
    return (
      <div aria-busy="true" className="grid gap-3">
        <Skeleton className="h-12" />
        <Skeleton className="h-12" />
      </div>
    );
  if (!found.data)
    return (
      <ErrorState
        error={found.error}
        what={t("sessionsWhat")}
        onRetry={() => void found.refetch()}
      />
    );
  const items = found.data.pages.flatMap((page) => page.items);
  const others = items.some((item) => !item.current);
  return (
    <div className="grid gap-3">
      {found.isRefetchError && (
        <StaleStrip
          error={found.error}
          onRetry={() => void found.refetch()}
          busy={found.isFetching}
        />
      )}
      <ul className="divide-y rounded-card border bg-card">
        {items.map((item) => (
          <SessionRow
            key={item.session_id}
            session={item}
            busy={end.isPending && end.variables === item.session_id}
            onEnd={() =>
              end.mutate(item.session_id, {
                onSuccess: () => toast.done(t("ended")),
                onError: (error) => toast.failed(t("endFailed"), error),
              })
            }
          />
        ))}
      </ul>
      <div className="flex flex-wrap items-center gap-2">
        {others ? (
          <Button tone="danger-quiet" onClick={() => setAsking(true)}>
            {t("endAll")}
          </Button>
        ) : (
          <p className="text-muted">{t("noOthers")}</p>
        )}
        {found.hasNextPage && (
          <Button
            tone="quiet"
            busy={found.isFetchingNextPage}
            onClick={() => void found.fetchNextPage()}
          >
            {t("more")}
          </Button>
        )}
      </div>
      <AlertDialog
        open={asking}
        onOpenChange={setAsking}
        title={t("endAllTitle")}
        effect={t("endAllEffect")}
        confirm={t("endAll")}
        busy={end.isPending}
        error={end.error}
        onConfirm={() =>
          end.mutate(null, {
            onSuccess: () => {
              setAsking(false);
              toast.done(t("endedAll"));
            },
          })
        }
      />
    </div>
  );
}

interface SessionRowProps {
  session: Schemas["SessionOut"];
  busy: boolean;
  onEnd: () => void;
}

function SessionRow({ session, busy, onEnd }: SessionRowProps) {
  const zone = useZone();
  const device = deviceOf(session.agent);
  const Icon = isPhone(session.agent) ? Smartphone : Laptop;
  return (
    <li className="flex flex-wrap items-center gap-3 px-4 py-3">
      <Icon aria-hidden className="size-5 shrink-0 text-muted" />
      <div className="min-w-40 flex-1">
        <p className="font-medium break-words">{device}</p>
        <p className="text-dense text-muted">
          {session.address} ·{" "}
          <time
            dateTime={session.last_used_at}
            title={t("since", { when: formatMoment(session.created_at, zone) })}
          >
            {t("active", { when: formatRelative(session.last_used_at) })}
          </time>
        </p>
      </div>
      {session.current ? (
        <span className="text-dense font-medium text-success-fg">{t("thisOne")}</span>
      ) : (
        <Button size="small" busy={busy} aria-label={t("endOf", { agent: device })} onClick={onEnd}>
          {t("end")}
        </Button>
      )}
    </li>
  );
}
