import { useState } from "react";
import { formatLongDay } from "@/lib/format";
import { useZone } from "@/lib/use-zone";
import { t } from "./messages";
import { byDay, nearDay, type Notification } from "./model";
import { NotificationRow } from "./notification-row";

interface NotificationDaysProps {
  items: readonly Notification[];
  onRead: (id: string) => void;
  onOpen?: () => void;
  /** The level of the days' headings under the title of what holds them. */
  heading?: "h2" | "h3";
}

export function NotificationDays({
  items,
  onRead,
  onOpen,
  heading: Heading = "h2",
}: NotificationDaysProps) {
  const zone = useZone();
  const [now] = useState(() => new Date());
  return byDay(items, zone).map(({ day, items: own }) => {
    const near = nearDay(day, zone, now);
    return (
      <section key={day} className="mb-3">
        <Heading className="px-3 py-1 text-meta font-medium text-muted">
          {near ? t(near) : formatLongDay(own[0]?.created_at ?? day, zone)}
        </Heading>
        <ul>
          {own.map((item) => (
            <NotificationRow key={item.notification_id} of={item} onRead={onRead} onOpen={onOpen} />
          ))}
        </ul>
      </section>
    );
  });
}
