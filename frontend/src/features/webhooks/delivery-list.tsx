import { Link } from "@tanstack/react-router";
import { Pill } from "@/components/ui/pill";
import { cn } from "@/lib/cn";
import { formatMoment, formatRelative } from "@/lib/format";
import { useZone } from "@/lib/use-zone";
import { t } from "./messages";
import { eventName, lookOf, type Delivery } from "./model";
import type { WebhookSearch } from "./webhook-page";

interface DeliveryListProps {
  webhookId: string;
  deliveries: readonly Delivery[];
  search: WebhookSearch;
}

export function DeliveryList({ webhookId, deliveries, search }: DeliveryListProps) {
  const zone = useZone();
  return (
    <ul aria-label={t("deliveries")} className="divide-y rounded-card border bg-card">
      {deliveries.map((each) => {
        const { tone, icon, label } = lookOf(each.status);
        const chosen = search.delivery === each.delivery_id;
        return (
          <li
            key={each.delivery_id}
            className={cn(
              "relative px-4 py-2.5 first:rounded-t-card last:rounded-b-card hover:bg-sunken has-[a:focus-visible]:outline-2 has-[a:focus-visible]:-outline-offset-2 has-[a:focus-visible]:outline-ring",
              chosen && "bg-primary-soft hover:bg-primary-soft",
            )}
          >
            <div className="flex items-baseline gap-2">
              <Link
                to="/webhooks/$webhookId"
                params={{ webhookId }}
                search={{ ...search, delivery: each.delivery_id }}
                aria-current={chosen ? "true" : undefined}
                className="min-w-0 flex-1 truncate font-medium outline-none after:absolute after:inset-0"
              >
                {eventName(each.event_type)}
              </Link>
              <time
                dateTime={each.created_at}
                title={formatMoment(each.created_at, zone)}
                className="shrink-0 text-meta text-muted"
              >
                {formatRelative(each.created_at)}
              </time>
            </div>
            <div className="mt-0.5 flex items-center gap-2 text-dense text-muted">
              <span className="min-w-0 flex-1 truncate">{summary(each)}</span>
              <Pill tone={tone} icon={icon}>
                {label}
              </Pill>
            </div>
          </li>
        );
      })}
    </ul>
  );
}

/** What the receiver said last, or that nothing was tried yet. */
function summary({ last, attempts, next_attempt_at }: Delivery): string {
  if (!last) return t("notTried");
  const said = last.status === null ? last.reason : t("answered", { status: last.status });
  const parts = [said, t("attempt", { count: Math.max(1, attempts) })];
  if (next_attempt_at) parts.push(t("nextTry", { when: formatRelative(next_attempt_at) }));
  return parts.join(" · ");
}
