import { Link } from "@tanstack/react-router";
import { ChevronRight, Video } from "lucide-react";
import { buttonStyle } from "@/components/ui/button";
import { formatRelative } from "@/lib/format";
import { t } from "../messages";
import { standing, type Interview } from "../model";
import { CalendarButton } from "./calendar-button";
import { Card } from "./card";
import { StandingPill } from "./standing-pill";
import { When } from "./when";

interface InterviewCardProps {
  interview: Interview;
  now: number;
  level: "h2" | "h3";
  /** A line above the title: "Your next interview". */
  eyebrow?: string;
}

/** An interview in a list: what, when, how it stands, and what can be done about it from here. */
export function InterviewCard({ interview, now, level, eyebrow }: InterviewCardProps) {
  const state = standing(interview, now);
  const near = state === "booked" || state === "now";
  const { scheduled_start_time: start, scheduled_end_time: end } = interview;
  const Title = level;
  return (
    <Card>
      <div className="flex flex-wrap items-start justify-between gap-x-3 gap-y-2">
        <div className="min-w-0 flex-1 basis-56">
          {eyebrow && <p className="text-body font-medium text-primary">{eyebrow}</p>}
          <Title className="text-section break-words">
            <Link
              to="/portal/interviews/$interviewId"
              params={{ interviewId: interview.interview_id }}
              className="rounded-control underline-offset-4 hover:underline"
            >
              {interview.round_name}
              <ChevronRight aria-hidden className="ms-0.5 inline size-4 align-[-2px] text-muted" />
            </Link>
          </Title>
          <p className="break-words text-muted">
            {interview.job_title}, {interview.client_name}
          </p>
        </div>
        <StandingPill interview={interview} now={now} />
      </div>
      {start && end && (
        <div className="mt-3">
          <When
            start={start}
            end={end}
            theirs={near ? interview.time_zone : undefined}
            struck={state === "cancelled"}
            large={near}
          />
          {state === "booked" && (
            <p className="mt-1 text-body">
              {t("starts", { when: formatRelative(start, new Date(now)) })}
            </p>
          )}
        </div>
      )}
      {near && (
        <div className="mt-4 flex flex-wrap gap-2 max-sm:[&>*]:flex-1">
          {interview.meeting_link && (
            <a
              href={interview.meeting_link}
              target="_blank"
              rel="noreferrer"
              className={buttonStyle({ tone: "primary" })}
            >
              <Video aria-hidden />
              {t("join")}
            </a>
          )}
          <CalendarButton id={interview.interview_id} />
        </div>
      )}
    </Card>
  );
}
