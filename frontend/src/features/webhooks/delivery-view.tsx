import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { ChevronLeft, RotateCcw } from "lucide-react";
import { useState } from "react";
import { newKey } from "@/api/headers";
import { useCan } from "@/auth/can";
import { ErrorState } from "@/components/states/error-state";
import { Button } from "@/components/ui/button";
import { Pill } from "@/components/ui/pill";
import { Skeleton } from "@/components/ui/skeleton";
import { Tabs } from "@/components/ui/tabs";
import { toast } from "@/components/ui/toast";
import { formatMoment, formatRelative } from "@/lib/format";
import { keys } from "@/lib/keys";
import { useZone } from "@/lib/use-zone";
import { delivery as deliveryQuery, redeliver } from "./api";
import { t } from "./messages";
import { eventName, lookOf, pretty, type DeliveryDetail } from "./model";
import type { WebhookSearch } from "./webhook-page";

interface DeliveryViewProps {
  webhookId: string;
  deliveryId: string;
  live: boolean;
  /** The list without a chosen one. */
  back: WebhookSearch;
}

/** One delivery: every attempt, and what is sent. */
export function DeliveryView({ webhookId, deliveryId, live, back }: DeliveryViewProps) {
  const found = useQuery({ ...deliveryQuery(webhookId, deliveryId), enabled: live });
  return (
    <section aria-label={t("deliveryWhat")} className="min-w-0 rounded-card border bg-card p-4">
      <Link
        to="/webhooks/$webhookId"
        params={{ webhookId }}
        search={back}
        className="-ms-1 mb-2 inline-flex min-h-6 items-center gap-0.5 text-dense text-muted hover:text-fg lg:hidden"
      >
        <ChevronLeft aria-hidden className="size-4" />
        {t("close")}
      </Link>
      {found.data ? (
        <Opened key={found.data.delivery_id} delivery={found.data} />
      ) : found.error ? (
        <ErrorState
          error={found.error}
          what={t("deliveryWhat")}
          onRetry={() => void found.refetch()}
        />
      ) : (
        <div aria-busy="true" className="grid gap-3">
          <Skeleton className="h-6 w-2/3" />
          <Skeleton className="w-1/2" />
          <Skeleton className="h-72" />
        </div>
      )}
    </section>
  );
}

const TABS = ["attempts", "payload"] as const;

function Opened({ delivery }: { delivery: DeliveryDetail }) {
  const zone = useZone();
  const client = useQueryClient();
  const [tab, setTab] = useState<(typeof TABS)[number]>("attempts");
  const mayWrite = useCan("webhooks:write");
  const { tone, icon, label } = lookOf(delivery.status);
  const again = useMutation({
    mutationFn: () => redeliver(delivery.webhook_id, delivery.delivery_id, newKey()),
    onSuccess: () => toast.done(t("redelivered")),
    onError: (error) => toast.failed(t("redeliverFailed"), error),
    onSettled: () => client.invalidateQueries({ queryKey: keys.webhooks.all }),
  });
  return (
    <>
      <div className="flex flex-wrap items-start gap-x-3 gap-y-2">
        <div className="min-w-48 flex-1">
          <h2 className="text-section break-words">{eventName(delivery.event_type)}</h2>
          <p className="text-dense break-all text-muted">
            {t("subject", { id: delivery.subject })}
            {" · "}
            {t("eventId", { id: delivery.event_id })}
          </p>
        </div>
        <Pill tone={tone} icon={icon}>
          {label}
        </Pill>
      </div>
      <p className="mt-1 mb-3 text-dense text-muted">
        <time dateTime={delivery.occurred_at}>{formatMoment(delivery.occurred_at, zone)}</time>
        {delivery.next_attempt_at &&
          ` · ${t("nextTry", { when: formatRelative(delivery.next_attempt_at) })}`}
      </p>
      {mayWrite && delivery.status !== "pending" && (
        <div className="mb-3">
          <Button
            size="small"
            tone={delivery.status === "failed" ? "primary" : "secondary"}
            busy={again.isPending}
            onClick={() => again.mutate()}
          >
            <RotateCcw aria-hidden />
            {t("redeliver")}
          </Button>
        </div>
      )}
      <Tabs
        label={t("views")}
        value={tab}
        onChange={setTab}
        tabs={[
          { value: "attempts", label: t("attempts"), count: delivery.log.length },
          { value: "payload", label: t("payload") },
        ]}
      >
        {tab === "attempts" ? (
          <Attempts log={delivery.log} />
        ) : delivery.payload === null ? (
          <p className="text-muted">{t("noPayload")}</p>
        ) : (
          <Code text={pretty(delivery.payload)} label={t("payload")} />
        )}
      </Tabs>
    </>
  );
}

/** The newest first: it is what one looks for. */
function Attempts({ log }: { log: DeliveryDetail["log"] }) {
  const zone = useZone();
  if (log.length === 0) return <p className="text-muted">{t("notTried")}</p>;
  return (
    <ol className="grid gap-3 text-dense">
      {log.toReversed().map((each) => (
        <li key={each.at} className="grid gap-1 border-s-2 ps-3">
          <p className="flex flex-wrap gap-x-2">
            <span className="font-medium">
              {each.status === null ? t("unreachable") : t("answered", { status: each.status })}
            </span>
            <span className="text-muted">{t("took", { ms: each.duration_ms })}</span>
            <time dateTime={each.at} className="text-muted">
              {formatMoment(each.at, zone)}
            </time>
          </p>
          {each.reason && <p className="break-words">{each.reason}</p>}
          {each.answer && (
            <Code text={each.answer} label={t("answered", { status: each.status ?? "" })} />
          )}
        </li>
      ))}
    </ol>
  );
}

function Code({ text, label }: { text: string; label: string }) {
  return (
    <pre
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, so the keyboard must reach it
      tabIndex={0}
      role="region"
      aria-label={label}
      className="max-h-[28rem] overflow-auto rounded-control bg-sunken p-3 font-mono text-meta/5 break-words whitespace-pre-wrap"
    >
      {text}
    </pre>
  );
}
