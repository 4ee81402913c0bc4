import { Link } from "@tanstack/react-router";
import { Status } from "@/components/status/status";
import { buttonStyle } from "@/components/ui/button";
import { Sheet } from "@/components/ui/sheet";
import { formatMinutes } from "@/lib/format";
import { t } from "../messages";
import type { Interview } from "../model";
import { TwoClocks } from "../two-clocks";

interface PeekProps {
  interview: Interview;
  zone: string;
  onClose: () => void;
}

/** An interview at a glance, with the calendar still behind it. */
export function Peek({ interview, zone, onClose }: PeekProps) {
  const rows: [string, string][] = [
    [t("job"), `${interview.job_title}, ${interview.client_name}`],
    [t("round"), t("roundOf", { name: interview.round_name, number: interview.interview_round })],
    [t("mode"), `${t(interview.interview_mode)}, ${formatMinutes(interview.interview_duration)}`],
    [
      t("people"),
      interview.interviewers.map((each) => each.name ?? each.email).join(", ") || t("noPeople"),
    ],
  ];
  return (
    <Sheet
      open
      wide
      onOpenChange={(open) => !open && onClose()}
      title={interview.candidate_name}
      footer={
        <>
          {interview.meeting_link && (
            <a
              href={interview.meeting_link}
              target="_blank"
              rel="noreferrer"
              className={buttonStyle()}
            >
              {t("join")}
            </a>
          )}
          <Link
            to="/interviews/$interviewId"
            params={{ interviewId: interview.interview_id }}
            className={buttonStyle({ tone: "primary" })}
          >
            {t("openFull")}
          </Link>
        </>
      }
    >
      <div className="grid gap-4">
        <div>
          <Status of="interview" status={interview.interview_status} />
        </div>
        {interview.scheduled_start_time && interview.scheduled_end_time && (
          <TwoClocks
            start={interview.scheduled_start_time}
            end={interview.scheduled_end_time}
            zone={zone}
            other={interview.time_zone}
          />
        )}
        <dl className="grid gap-3">
          {rows.map(([label, value]) => (
            <div key={label}>
              <dt className="text-dense text-muted">{label}</dt>
              <dd className="break-words">{value}</dd>
            </div>
          ))}
        </dl>
      </div>
    </Sheet>
  );
}
