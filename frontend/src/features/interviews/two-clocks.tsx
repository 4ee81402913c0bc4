import { cn } from "@/lib/cn";
import { formatLongDay, formatMoment, formatSpan, formatTime } from "@/lib/format";
import { cityOf, dayOf, sameZone } from "@/lib/time";
import { t } from "./messages";

interface TwoClocksProps {
  start: string;
  end: string;
  /** Mine. */
  zone: string;
  /** The candidate's. */
  other: string;
  /** The day is said elsewhere: only the hours. */
  hours?: boolean;
  className?: string;
}

/** A span on my clock, and in the second line on the candidate's where that differs. */
export function TwoClocks({ start, end, zone, other, hours, className }: TwoClocksProps) {
  return (
    <span className={cn("block min-w-0", className)}>
      <time dateTime={start} className="block">
        {hours
          ? formatSpan(start, end, zone)
          : `${formatMoment(start, zone)} – ${formatTime(end, zone)}`}
      </time>
      <OtherClock start={start} zone={zone} other={other} />
    </span>
  );
}

export function OtherClock({ start, zone, other }: { start: string; zone: string; other: string }) {
  if (sameZone(zone, other)) return null;
  const sameDay = dayOf(start, zone) === dayOf(start, other);
  return (
    <span className="block text-dense text-muted">
      {t("theirClock", {
        time: sameDay
          ? formatTime(start, other)
          : `${formatLongDay(start, other)}, ${formatTime(start, other)}`,
        city: cityOf(other),
      })}
    </span>
  );
}
