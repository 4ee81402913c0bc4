import { statusLabel, statusLook } from "@/components/status/status";
import type { Tone } from "@/components/ui/pill";
import { cn } from "@/lib/cn";
import { formatSpan, formatTime } from "@/lib/format";
import { t } from "../messages";
import type { Interview } from "../model";

const TONES: Record<Tone, string> = {
  neutral: "border-neutral-fg/40 bg-neutral-bg text-neutral-fg",
  info: "border-info-fg/40 bg-info-bg text-info-fg",
  violet: "border-violet-fg/40 bg-violet-bg text-violet-fg",
  warn: "border-warn-fg/40 bg-warn-bg text-warn-fg",
  success: "border-success-fg/40 bg-success-bg text-success-fg",
  danger: "border-danger-fg/40 bg-danger-bg text-danger-fg",
};

interface EventProps {
  interview: Interview;
  start: string;
  end: string;
  zone: string;
  onOpen: (interview: Interview) => void;
  /** One line, for the month. */
  slim?: boolean;
  className?: string;
}

/** An interview in a grid: time and name, in the colour of its state with the state's icon. */
export function CalendarEvent({
  interview,
  start,
  end,
  zone,
  onOpen,
  slim,
  className,
}: EventProps) {
  const { tone, icon: Icon } = statusLook("interview", interview.interview_status);
  return (
    <button
      type="button"
      aria-label={t("eventName", {
        time: formatSpan(start, end, zone),
        candidate: interview.candidate_name,
        round: interview.round_name,
        status: statusLabel(interview.interview_status),
      })}
      onClick={() => onOpen(interview)}
      className={cn(
        "flex w-full min-w-0 items-start gap-1 overflow-hidden rounded-[4px] border-s-2 px-1.5 text-start text-meta",
        slim ? "h-6 items-center touch:h-11" : "h-full py-1",
        TONES[tone],
        className,
      )}
    >
      <Icon aria-hidden className={cn("size-3.5 shrink-0", !slim && "mt-px")} />
      <span className={cn("min-w-0", slim && "truncate")}>
        <span className="tabular">{formatTime(start, zone)}</span>{" "}
        <span className="font-medium break-words">{interview.candidate_name}</span>
      </span>
    </button>
  );
}
