import { cn } from "@/lib/cn";
import { formatLongDay } from "@/lib/format";
import { wallOf } from "@/lib/time";
import { t } from "../messages";
import type { Interview } from "../model";
import { placed } from "./days";
import { CalendarEvent } from "./event";

const SHOWN = 3;

interface MonthGridProps {
  days: readonly string[];
  /** The month that is meant: `2026-03`. */
  month: string;
  interviews: readonly Interview[];
  zone: string;
  now: string;
  onOpen: (interview: Interview) => void;
  onDay: (day: string) => void;
}

export function MonthGrid({ days, month, interviews, zone, now, onOpen, onDay }: MonthGridProps) {
  const today = wallOf(now, zone).slice(0, 10);
  return (
    <div
      role="region"
      aria-label={t("month")}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- narrow pages scroll it sideways
      tabIndex={0}
      className="relative overflow-x-auto rounded-card border bg-card"
    >
      <ol className="grid min-w-[760px] grid-cols-7">
        {days.map((day, index) => {
          const events = placed(interviews, day, zone);
          const date = new Date(`${day}T00:00:00Z`);
          return (
            <li
              key={day}
              aria-label={formatLongDay(date, "UTC")}
              aria-current={day === today ? "date" : undefined}
              className={cn(
                "grid min-h-28 content-start gap-1 p-1.5",
                index % 7 > 0 && "border-s",
                index >= 7 && "border-t",
                !day.startsWith(month) && "bg-sunken",
              )}
            >
              <span
                aria-hidden
                className={cn(
                  "tabular flex gap-1.5 px-0.5 text-dense text-muted",
                  day === today && "font-medium text-primary",
                )}
              >
                {index < 7 && (
                  <span>
                    {new Intl.DateTimeFormat(undefined, {
                      weekday: "short",
                      timeZone: "UTC",
                    }).format(date)}
                  </span>
                )}
                {date.getUTCDate()}
              </span>
              {events.slice(0, SHOWN).map((event) => (
                <CalendarEvent
                  key={event.interview.interview_id}
                  slim
                  interview={event.interview}
                  start={event.start}
                  end={event.end}
                  zone={zone}
                  onOpen={onOpen}
                />
              ))}
              {events.length > SHOWN && (
                <button
                  type="button"
                  onClick={() => onDay(day)}
                  className="h-6 rounded-[4px] px-1.5 text-start text-meta text-muted hover:bg-sunken hover:text-fg"
                >
                  {t("more3", { count: events.length - SHOWN })}
                </button>
              )}
            </li>
          );
        })}
      </ol>
    </div>
  );
}
