import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { UserRoundPlus, Users } from "lucide-react";
import { verdict } from "@/auth/can";
import { DataTable } from "@/components/data-table/data-table";
import type { Column } from "@/components/data-table/types";
import { Empty } from "@/components/states/empty";
import { Status, statusLabel } from "@/components/status/status";
import { CANDIDATE_STATUSES } from "@/components/status/statuses";
import { buttonStyle } from "@/components/ui/button";
import { formatMoment, formatRelative } from "@/lib/format";
import { useZone } from "@/lib/use-zone";
import { jobCandidatesQuery, type JobCandidatesSearch } from "../api";
import { t } from "../messages";
import type { Job } from "../model";

interface Row {
  candidate_id: string;
  name: string;
  current_role: string | null;
  status: string;
  current_round: number;
  created_at: string;
}

interface JobCandidatesProps {
  job: Job;
  search: JobCandidatesSearch;
  onSearch: (next: JobCandidatesSearch, replace: boolean) => void;
}

export function JobCandidates({ job, search, onSearch }: JobCandidatesProps) {
  const navigate = useNavigate();
  const query = useQuery(jobCandidatesQuery(job.job_id, search));
  const add = verdict(job, "add_candidate");
  const columns = useColumns(job, search);
  return (
    <DataTable<Row, JobCandidatesSearch>
      id="job-candidates"
      caption={t("candidates")}
      query={query}
      columns={columns}
      rowId={(row) => row.candidate_id}
      rowName={(row) => row.name}
      search={search}
      onSearch={(next, { replace }) => onSearch(next, replace)}
      filters={[
        {
          id: "status",
          label: t("status"),
          many: true,
          options: CANDIDATE_STATUSES.map((value) => ({ value, label: statusLabel(value) })),
        },
      ]}
      onPeek={(row) =>
        void navigate({
          to: "/candidates/$candidateId",
          params: { candidateId: row.candidate_id },
        })
      }
      empty={
        <Empty
          icon={Users}
          title={t("noCandidates")}
          action={
            add.shown &&
            add.allowed && (
              <Link
                to="/candidates/new"
                search={{ job_id: job.job_id }}
                className={buttonStyle({ tone: "primary" })}
              >
                <UserRoundPlus aria-hidden />
                {t("addCandidate")}
              </Link>
            )
          }
        >
          {add.shown && add.allowed ? t("noCandidatesText") : t("noCandidatesClient")}
        </Empty>
      }
    />
  );
}

function useColumns(job: Job, search: JobCandidatesSearch): Column<Row>[] {
  const zone = useZone();
  return [
    {
      id: "name",
      header: t("name"),
      sort: "name",
      cell: (row) => (
        <Link
          to="/candidates/$candidateId"
          params={{ candidateId: row.candidate_id }}
          search={{ job_id: job.job_id, q: search.q, sort: search.sort, cursor: search.cursor }}
        >
          {row.name}
        </Link>
      ),
    },
    {
      id: "status",
      header: t("status"),
      cell: (row) => <Status of="candidate" status={row.status} />,
    },
    { id: "role", header: t("title"), cell: (row) => row.current_role ?? "–" },
    {
      id: "round",
      header: t("round"),
      align: "end",
      cell: (row) => (row.current_round > 0 ? row.current_round : "–"),
    },
    {
      id: "added",
      header: t("added"),
      sort: "created_at",
      cell: (row) => (
        <time dateTime={row.created_at} title={formatMoment(row.created_at, zone)}>
          {formatRelative(row.created_at)}
        </time>
      ),
    },
  ];
}
