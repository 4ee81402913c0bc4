import { useQuery } from "@tanstack/react-query";
import { Bell as BellIcon } from "lucide-react";
import { lazy, Suspense, useEffect, useRef, useState } from "react";
import { IconButton } from "@/components/ui/icon-button";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import { newestUnread, unreadCount } from "./api";
import { t } from "./messages";
import { arrivals, badge } from "./model";
import { NotificationSkeleton } from "./notification-skeleton";

const load = () => import("./bell-panel");
const BellPanel = lazy(() => load().then((module) => ({ default: module.BellPanel })));

/** The bell of the top bar: how many are unread, the latest ones in a popover, and a polite word when one comes. */
export function Bell() {
  const [open, setOpen] = useState(false);
  const { data: count } = useQuery(unreadCount());
  const unread = count?.unread_count ?? 0;
  const shown = badge(unread);
  return (
    <Popover open={open} onOpenChange={setOpen}>
      <span className="relative">
        <PopoverTrigger asChild>
          <IconButton
            icon={BellIcon}
            label={unread > 0 ? t("bellCount", { count: unread }) : t("bell")}
            onPointerEnter={() => void load()}
            onFocus={() => void load()}
          />
        </PopoverTrigger>
        {shown && (
          <span
            aria-hidden
            className="tabular pointer-events-none absolute end-0 top-0 grid h-4 min-w-4 place-items-center rounded-full bg-primary px-1 text-[10px]/none font-semibold text-on-primary"
          >
            {shown}
          </span>
        )}
      </span>
      <PopoverContent
        align="end"
        aria-label={t("title")}
        className="w-[min(420px,calc(100vw-24px))] p-0"
      >
        <Suspense fallback={<NotificationSkeleton rows={4} />}>
          <BellPanel onClose={() => setOpen(false)} />
        </Suspense>
      </PopoverContent>
      <Arrivals unread={count?.unread_count} />
    </Popover>
  );
}

/** Says what has come since the last look, once, without taking the focus. */
function Arrivals({ unread }: { unread: number | undefined }) {
  const [said, setSaid] = useState("");
  const known = useRef<{ count: number; newest: string | null } | null>(null);
  useEffect(() => {
    if (unread === undefined) return;
    const before = known.current;
    known.current = { count: unread, newest: before?.newest ?? new Date().toISOString() };
    if (before === null || unread <= before.count) return;
    let wanted = true;
    newestUnread().then(
      (items) => {
        const { fresh, newest } = arrivals(before.newest, items);
        if (!wanted || fresh.length === 0) return;
        if (known.current) known.current.newest = newest;
        const [only] = fresh;
        setSaid(
          only && fresh.length === 1
            ? t("arrived", { title: only.title })
            : t("arrivedMany", { count: fresh.length }),
        );
      },
      // The count on the bell has said it already.
      () => undefined,
    );
    return () => {
      wanted = false;
    };
  }, [unread]);
  return (
    <span role="status" className="sr-only" data-slot="arrivals">
      {said}
    </span>
  );
}
