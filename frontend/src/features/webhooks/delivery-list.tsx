import { Link } from "@tanstack/react-router";
import { Pill } from "@/components/ui/pill";
import { ReadingItem, ReadingList } from "@/components/ui/reading-list";
import { formatRelative } from "@/lib/format";
import { t } from "./messages";
import { eventName, lookOf, type Delivery } from "./model";
import type { WebhookSearch } from "./webhook-page";

interface DeliveryListProps {
  webhookId: string;
  deliveries: readonly Delivery[];
  search: WebhookSearch;
}

export function DeliveryList({ webhookId, deliveries, search }: DeliveryListProps) {
  return (
    <ReadingList label={t("deliveries")}>
      {deliveries.map((each) => {
        const { tone, icon, label } = lookOf(each.status);
        return (
          <ReadingItem
            key={each.delivery_id}
            chosen={search.delivery === each.delivery_id}
            at={each.created_at}
            link={(look) => (
              <Link
                {...look}
                to="/webhooks/$webhookId"
                params={{ webhookId }}
                search={{ ...search, delivery: each.delivery_id }}
              >
                {eventName(each.event_type)}
              </Link>
            )}
            detail={summary(each)}
            mark={
              <Pill tone={tone} icon={icon}>
                {label}
              </Pill>
            }
          />
        );
      })}
    </ReadingList>
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
