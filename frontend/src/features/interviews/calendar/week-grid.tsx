import { cn } from "@/lib/cn";
import { formatLongDay } from "@/lib/format";
import { wallOf } from "@/lib/time";
import { t } from "../messages";
import type { Interview } from "../model";
import { hoursOf, placed } from "./days";
import { CalendarEvent } from "./event";

const HOUR_PX = 52;

interface GridProps {
  days: readonly string[];
  interviews: readonly Interview[];
  zone: string;
  /** An instant. */
  now: string;
  onOpen: (interview: Interview) => void;
}

function weekday(day: string): string {
  return new Intl.DateTimeFormat(undefined, {
    weekday: "short",
    day: "numeric",
    timeZone: "UTC",
  }).format(new Date(`${day}T00:00:00Z`));
}

/** Seven days side by side, hours downwards. The grid is for the eye; each day is a list for all others. */
export function WeekGrid({ days, interviews, zone, now, onOpen }: GridProps) {
  const byDay = days.map((day) => ({ day, events: placed(interviews, day, zone) }));
  const { first, last } = hoursOf(byDay.flatMap(({ events }) => events));
  const hours = Array.from({ length: last - first }, (_, index) => first + index);
  const wallNow = wallOf(now, zone);
  const minuteNow = Number(wallNow.slice(11, 13)) * 60 + Number(wallNow.slice(14, 16));
  const top = (minutes: number) => ((minutes - first * 60) / 60) * HOUR_PX;
  return (
    <div
      role="region"
      aria-label={t("week")}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- narrow pages scroll it sideways
      tabIndex={0}
      className="relative overflow-x-auto rounded-card border bg-card"
    >
      <div className="grid min-w-[760px] grid-cols-[52px_repeat(7,minmax(0,1fr))]">
        <span />
        {days.map((day) => (
          <h3
            key={day}
            aria-label={formatLongDay(`${day}T00:00:00Z`, "UTC")}
            aria-current={wallNow.startsWith(day) ? "date" : undefined}
            className={cn(
              "border-s border-b px-2 py-2 text-dense font-medium",
              wallNow.startsWith(day) ? "text-primary" : "text-muted",
            )}
          >
            {weekday(day)}
          </h3>
        ))}
        <div aria-hidden className="relative" style={{ height: hours.length * HOUR_PX }}>
          {hours.slice(1).map((hour) => (
            <span
              key={hour}
              className="tabular absolute end-2 -translate-y-1/2 text-meta text-muted"
              style={{ top: top(hour * 60) }}
            >
              {`${String(hour).padStart(2, "0")}:00`}
            </span>
          ))}
        </div>
        {byDay.map(({ day, events }) => (
          <ul
            key={day}
            aria-label={formatLongDay(`${day}T00:00:00Z`, "UTC")}
            className="relative border-s"
            style={{
              height: hours.length * HOUR_PX,
              backgroundImage: `repeating-linear-gradient(to bottom, transparent 0 ${HOUR_PX - 1}px, var(--line) ${HOUR_PX - 1}px ${HOUR_PX}px)`,
            }}
          >
            {wallNow.startsWith(day) && minuteNow >= first * 60 && minuteNow < last * 60 && (
              <li
                aria-label={t("now")}
                className="pointer-events-none absolute inset-x-0 border-t-2 border-danger"
                style={{ top: top(minuteNow) }}
              />
            )}
            {events.map((event) => (
              <li
                key={event.interview.interview_id}
                className="absolute px-0.5 pb-0.5"
                style={{
                  top: top(event.from),
                  height: top(event.until) - top(event.from),
                  insetInlineStart: `${(event.lane / event.lanes) * 100}%`,
                  width: `${100 / event.lanes}%`,
                }}
              >
                <CalendarEvent
                  interview={event.interview}
                  start={event.start}
                  end={event.end}
                  zone={zone}
                  onOpen={onOpen}
                />
              </li>
            ))}
          </ul>
        ))}
      </div>
    </div>
  );
}
