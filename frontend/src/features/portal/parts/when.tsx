import { formatDay, formatLongDay } from "@/lib/format";
import { useZone } from "@/lib/use-zone";
import { cn } from "@/lib/cn";
import { t } from "../messages";
import { otherClock, spanLabel, zoneName } from "../slots/slots";

interface WhenProps {
  start: string;
  end: string;
  /** The other side's zone; its clock is shown when it differs. */
  theirs?: string;
  /** It no longer holds. */
  struck?: boolean;
  large?: boolean;
}

/** Day, time and zone of an appointment, on the reader's clock and, where it differs, on the other side's. */
export function When({ start, end, theirs, struck = false, large = false }: WhenProps) {
  const zone = useZone();
  const other = theirs ? otherClock(start, end, zone, theirs) : null;
  const Frame = struck ? "s" : "div";
  return (
    <div>
      <Frame className={cn(struck && "text-muted")}>
        <time dateTime={start} className={cn("block font-medium", large && "text-section")}>
          <span title={formatDay(start, zone)}>{formatLongDay(start, zone)}</span>,{" "}
          <span className="whitespace-nowrap">{spanLabel(start, end, zone)}</span>
        </time>
        <span className="block text-body text-muted">{zoneName(zone, start)}</span>
      </Frame>
      {other && !struck && (
        <p className="mt-1 text-body text-muted">
          {t("theirTime")}: {other.day}, {other.span}, {other.zone}
        </p>
      )}
    </div>
  );
}
