import { Link } from "@tanstack/react-router";
import type { Column } from "@/components/data-table/types";
import { Status } from "@/components/status/status";
import { formatDay, formatMinutes } from "@/lib/format";
import { t } from "./messages";
import type { Interview } from "./model";
import { TwoClocks } from "./two-clocks";

/** The list of interviews, with times on my clock and the candidate's below. */
export function columns(zone: string, withClient: boolean): Column<Interview>[] {
  const all: (Column<Interview> | false)[] = [
    {
      id: "candidate",
      header: t("candidate"),
      cell: (row) => (
        <Link
          to="/interviews/$interviewId"
          params={{ interviewId: row.interview_id }}
          className="font-medium hover:underline"
        >
          {row.candidate_name}
        </Link>
      ),
    },
    {
      id: "status",
      header: t("status"),
      cell: (row) => <Status of="interview" status={row.interview_status} />,
    },
    {
      id: "time",
      header: t("time"),
      sort: "scheduled_start_time",
      cell: (row) =>
        row.scheduled_start_time && row.scheduled_end_time ? (
          <TwoClocks
            start={row.scheduled_start_time}
            end={row.scheduled_end_time}
            zone={zone}
            other={row.time_zone}
          />
        ) : (
          <span className="text-muted">
            {row.proposed_slots.length > 0 && row.interview_status !== "Cancelled"
              ? t("waitingFor", { count: row.proposed_slots.length })
              : t("notYet")}
          </span>
        ),
    },
    {
      id: "round",
      header: t("round"),
      cell: (row) => (
        <>
          {row.round_name}
          {row.round_name !== t("roundNumber", { number: row.interview_round }) && (
            <span className="block text-dense text-muted">
              {t("roundNumber", { number: row.interview_round })}
            </span>
          )}
        </>
      ),
    },
    {
      id: "job",
      header: t("job"),
      cell: (row) => (
        <>
          {row.job_title}
          {withClient && <span className="block text-dense text-muted">{row.client_name}</span>}
        </>
      ),
    },
    {
      id: "mode",
      header: t("mode"),
      cell: (row) => `${t(row.interview_mode)}, ${formatMinutes(row.interview_duration)}`,
      hidden: true,
    },
    {
      id: "people",
      header: t("people"),
      cell: (row) =>
        row.interviewers.length === 0 ? (
          <span className="text-muted">{t("noPeople")}</span>
        ) : (
          row.interviewers.map((each) => each.name ?? each.email).join(", ")
        ),
      hidden: true,
    },
    {
      id: "created",
      header: t("created"),
      sort: "created_at",
      cell: (row) => formatDay(row.created_at, zone),
    },
  ];
  return all.filter((column): column is Column<Interview> => column !== false);
}
