import { Download } from "lucide-react";
import { useState, type ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import { Link } from "@tanstack/react-router";
import { formatMinutes, formatLongDay, formatSpan, formatTime } from "@/lib/format";
import { sameZone, zoneLabel } from "@/lib/time";
import { useZone } from "@/lib/use-zone";
import { calendarFile } from "../api";
import { t } from "../messages";
import type { Interview } from "../model";

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-dense text-muted">{label}</dt>
      <dd className="break-words">{children}</dd>
    </div>
  );
}

/** When: large, on both clocks, each by its name. */
export function Booked({ interview }: { interview: Interview }) {
  const zone = useZone();
  const { scheduled_start_time: start, scheduled_end_time: end, time_zone: other } = interview;
  const before = interview.previous_start_time;
  if (!start || !end) return null;
  return (
    <section aria-label={t("booked")} className="rounded-card border bg-card p-4">
      <div className="flex flex-wrap items-start justify-between gap-3">
        <div className="min-w-0">
          <p className="text-dense text-muted">{t("booked")}</p>
          <p className="text-section">
            <time dateTime={start}>
              {formatLongDay(start, zone)}, {formatSpan(start, end, zone)}
            </time>
          </p>
          <p className="text-dense text-muted">
            {t("yourClock", { zone: zoneLabel(zone, new Date(start)) })}
          </p>
          {before && (
            <p className="text-dense text-muted line-through">
              {t("was", { when: `${formatLongDay(before, zone)}, ${formatTime(before, zone)}` })}
            </p>
          )}
        </div>
        <CalendarButton id={interview.interview_id} />
      </div>
      {!sameZone(zone, other) && (
        <div className="mt-3 border-t pt-3">
          <p>
            {formatLongDay(start, other)}, {formatTime(start, other)} – {formatTime(end, other)}
          </p>
          <p className="text-dense text-muted">
            {t("candidateClock", { zone: zoneLabel(other, new Date(start)) })}
          </p>
        </div>
      )}
    </section>
  );
}

/** The file needs the session's token, so it is fetched, and handed to the browser as a download. */
function CalendarButton({ id }: { id: string }) {
  const [busy, setBusy] = useState(false);
  const load = async () => {
    setBusy(true);
    try {
      const url = URL.createObjectURL(await calendarFile(id));
      const link = document.createElement("a");
      link.href = url;
      link.download = `${id}.ics`;
      link.click();
      setTimeout(() => URL.revokeObjectURL(url), 10_000);
    } catch (error) {
      toast.failed(t("icsFailed"), error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button busy={busy} onClick={() => void load()}>
      <Download aria-hidden />
      {t("ics")}
    </Button>
  );
}

export function Facts({ interview }: { interview: Interview }) {
  return (
    <section aria-label={t("facts")} className="rounded-card border bg-card p-4">
      <dl className="grid gap-x-6 gap-y-4 sm:grid-cols-2">
        <Fact label={t("candidate")}>
          <Link
            to="/candidates/$candidateId"
            params={{ candidateId: interview.candidate_id }}
            className="rounded-control text-primary hover:underline"
          >
            {interview.candidate_name}
          </Link>
        </Fact>
        <Fact label={t("job")}>
          <Link
            to="/jobs/$jobId"
            params={{ jobId: interview.job_id }}
            className="rounded-control text-primary hover:underline"
          >
            {interview.job_title}
          </Link>
        </Fact>
        <Fact label={t("client")}>{interview.client_name}</Fact>
        <Fact label={t("mode")}>
          {t(interview.interview_mode)}, {formatMinutes(interview.interview_duration)}
        </Fact>
        <Fact label={t("people")}>
          {interview.interviewers.length === 0 ? (
            <span className="text-muted">{t("noPeople")}</span>
          ) : (
            <ul>
              {interview.interviewers.map((each) => (
                <li key={each.email}>
                  {each.name ?? each.email}
                  {each.name && <span className="block text-dense text-muted">{each.email}</span>}
                </li>
              ))}
            </ul>
          )}
        </Fact>
        {interview.interview_mode !== "Onsite" && (
          <Fact label={t("link")}>
            {interview.meeting_link ? (
              <a
                href={interview.meeting_link}
                target="_blank"
                rel="noreferrer"
                className="text-primary underline"
              >
                {interview.meeting_link}
              </a>
            ) : (
              <span className="text-muted">{t("linkFromInvite")}</span>
            )}
          </Fact>
        )}
        {interview.additional_instructions && (
          <Fact label={t("instructions")}>
            <span className="whitespace-pre-line">{interview.additional_instructions}</span>
          </Fact>
        )}
      </dl>
    </section>
  );
}
