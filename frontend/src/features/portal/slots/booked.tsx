import { Link } from "@tanstack/react-router";
import { CircleCheck } from "lucide-react";
import { buttonStyle } from "@/components/ui/button";
import { t } from "../messages";
import { may, type Interview } from "../model";
import { CalendarButton } from "../parts/calendar-button";
import { Card } from "../parts/card";
import { Heading } from "../parts/heading";
import { When } from "../parts/when";
import { howTo } from "../words";

/** It is done: both clocks, the file for the calendar, and what to do if plans change. */
export function Booked({ interview, moved }: { interview: Interview; moved: boolean }) {
  const { scheduled_start_time: start, scheduled_end_time: end } = interview;
  return (
    <>
      <CircleCheck aria-hidden className="mt-4 mb-2 size-8 text-success-fg" />
      <Heading title={moved ? t("movedTitle") : t("doneTitle")}>
        <p className="break-words text-muted">
          {t("chooseFor", {
            round: interview.round_name,
            job: interview.job_title,
            company: interview.client_name,
          })}
        </p>
      </Heading>
      <Card>
        {start && end && <When start={start} end={end} theirs={interview.time_zone} large />}
        <p className="mt-3">{t("doneText")}</p>
        <p className="text-muted">{howTo(interview)}</p>
        {may(interview, "reschedule") && (
          <p className="mt-3 text-body text-muted">{t("plansChange")}</p>
        )}
        <div className="mt-4 flex flex-wrap gap-2 max-sm:[&>*]:w-full">
          <CalendarButton id={interview.interview_id} />
          <Link
            to="/portal/interviews/$interviewId"
            params={{ interviewId: interview.interview_id }}
            className={buttonStyle()}
          >
            {t("toInterview")}
          </Link>
          <Link to="/portal" className={buttonStyle({ tone: "quiet" })}>
            {t("toHome")}
          </Link>
        </div>
      </Card>
    </>
  );
}
