import { Check } from "lucide-react";
import { PlaceLink } from "@/components/layout/place-link";
import { IconButton } from "@/components/ui/icon-button";
import type { Tone } from "@/components/ui/pill";
import { cn } from "@/lib/cn";
import { pageOf } from "@/lib/entities";
import { formatMoment, formatTime } from "@/lib/format";
import { useZone } from "@/lib/use-zone";
import { t } from "./messages";
import { lookOf, type Notification } from "./model";

const TONES: Record<Tone, string> = {
  neutral: "bg-neutral-bg text-neutral-fg",
  info: "bg-info-bg text-info-fg",
  violet: "bg-violet-bg text-violet-fg",
  warn: "bg-warn-bg text-warn-fg",
  success: "bg-success-bg text-success-fg",
  danger: "bg-danger-bg text-danger-fg",
};

interface NotificationRowProps {
  of: Notification;
  onRead: (id: string) => void;
  /** The thing it is about is being opened: close what stands over the page. */
  onOpen?: () => void;
}

/** One line: what, about whom, when; the whole of it opens the thing, and opening is reading. */
export function NotificationRow({ of: item, onRead, onOpen }: NotificationRowProps) {
  const zone = useZone();
  const { icon: Icon, tone, label } = lookOf(item.type);
  const href = pageOf(item.entity_type, item.entity_id);
  const opened = () => {
    if (!item.read) onRead(item.notification_id);
    onOpen?.();
  };
  return (
    <li
      className="group relative flex gap-3 rounded-control px-3 py-2.5 hover:bg-sunken has-[a:focus-visible]:outline-2 has-[a:focus-visible]:outline-ring"
      data-unread={!item.read || undefined}
    >
      <span
        aria-hidden
        className={cn("mt-0.5 grid size-7 shrink-0 place-items-center rounded-full", TONES[tone])}
      >
        <Icon className="size-4" />
      </span>
      <div className="min-w-0 flex-1">
        <p className={cn("break-words", item.read ? "text-muted" : "font-medium")}>
          {!item.read && <span className="sr-only">{t("unread")}: </span>}
          {href ? (
            <PlaceLink
              place={href}
              onClick={opened}
              className="outline-none after:absolute after:inset-0 after:rounded-control"
            >
              {item.title}
            </PlaceLink>
          ) : (
            item.title
          )}
        </p>
        <p className="text-dense break-words text-muted">{item.message}</p>
        <p className="mt-0.5 text-meta text-muted">
          {label} ·{" "}
          <time dateTime={item.created_at} title={formatMoment(item.created_at, zone)}>
            {formatTime(item.created_at, zone)}
          </time>
        </p>
      </div>
      {!item.read && (
        <span className="relative z-sticky -me-1 grid size-8 shrink-0 place-items-center touch:size-11">
          <span
            aria-hidden
            className="size-2 rounded-full bg-primary group-focus-within:opacity-0 group-hover:opacity-0 touch:opacity-0"
          />
          <IconButton
            icon={Check}
            label={t("markReadOf", { title: item.title })}
            title={t("markRead")}
            onClick={() => onRead(item.notification_id)}
            className="absolute inset-0 h-auto w-auto opacity-0 group-focus-within:opacity-100 group-hover:opacity-100 touch:opacity-100"
          />
        </span>
      )}
    </li>
  );
}
