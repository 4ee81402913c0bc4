import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { Briefcase, Pencil, Plus, UserRoundPlus } from "lucide-react";
import { can, verdict } from "@/auth/can";
import { useMe } from "@/auth/use-session";
import { DataTable } from "@/components/data-table/data-table";
import { RowMenu } from "@/components/data-table/row-menu";
import type { Column, Filter } from "@/components/data-table/types";
import { Page } from "@/components/layout/page";
import { Empty } from "@/components/states/empty";
import { Status, statusLabel } from "@/components/status/status";
import { JOB_STATUSES, PRIORITIES } from "@/components/status/statuses";
import { buttonStyle } from "@/components/ui/button";
import { DropdownMenuItem } from "@/components/ui/dropdown-menu";
import { formatDay, formatRelative } from "@/lib/format";
import { useZone } from "@/lib/use-zone";
import { clientsQuery, jobsQuery, type JobSearch } from "./api";
import { t } from "./messages";
import type { Job } from "./model";
import { EMPLOYMENT_TYPES } from "./params";

interface JobsPageProps {
  search: JobSearch;
}

export function JobsPage({ search }: JobsPageProps) {
  const me = useMe();
  const navigate = useNavigate({ from: "/jobs/" });
  const write = can(me, "jobs:write");
  const staff = me.client_id === null;
  const query = useQuery(jobsQuery(search));
  const clients = useQuery({ ...clientsQuery(), enabled: staff && can(me, "clients:read") });
  const columns = useColumns(staff);

  const filters: Filter[] = [
    {
      id: "status",
      label: t("status"),
      many: true,
      options: JOB_STATUSES.map((value) => ({ value, label: statusLabel(value) })),
    },
    {
      id: "priority",
      label: t("priority"),
      many: true,
      options: PRIORITIES.map((value) => ({ value, label: statusLabel(value) })),
    },
    {
      id: "employment_type",
      label: t("type"),
      many: true,
      options: EMPLOYMENT_TYPES.map((value) => ({ value, label: t(value) })),
    },
  ];
  if (staff && clients.data)
    filters.splice(1, 0, {
      id: "client_id",
      label: t("client"),
      options: clients.data.items.map((each) => ({
        value: each.client_id,
        label: each.company_name,
      })),
    });

  const create = write && (
    <Link to="/jobs/new" className={buttonStyle({ tone: "primary" })}>
      <Plus aria-hidden />
      {t("newJob")}
    </Link>
  );
  return (
    <Page title={t("jobs")} actions={create}>
      <DataTable<Job, JobSearch>
        id="jobs"
        caption={t("jobs")}
        query={query}
        columns={columns}
        rowId={(job) => job.job_id}
        rowName={(job) => job.title}
        search={search}
        onSearch={(next, { replace }) => void navigate({ search: next, replace })}
        filters={filters}
        rowActions={write ? actionsOf : undefined}
        empty={
          <Empty icon={Briefcase} title={t("emptyTitle")} action={create}>
            {staff ? t("emptyText") : t("emptyClient")}
          </Empty>
        }
      />
    </Page>
  );
}

function useColumns(staff: boolean): Column<Job>[] {
  const zone = useZone();
  const columns: Column<Job>[] = [
    {
      id: "title",
      header: t("title"),
      sort: "title",
      cell: (job) => (
        <Link to="/jobs/$jobId" params={{ jobId: job.job_id }}>
          {job.title}
        </Link>
      ),
    },
    { id: "client", header: t("client"), cell: (job) => job.client_name },
    {
      id: "status",
      header: t("status"),
      cell: (job) => <Status of="job" status={job.status} />,
    },
    {
      id: "priority",
      header: t("priority"),
      cell: (job) => <Status of="priority" status={job.priority} />,
    },
    { id: "location", header: t("location"), cell: (job) => job.location || "–" },
    { id: "type", header: t("type"), cell: (job) => t(job.employment_type), hidden: true },
    {
      id: "department",
      header: t("department"),
      cell: (job) => job.department ?? "–",
      hidden: true,
    },
    {
      id: "openings",
      header: t("openings"),
      sort: "openings",
      align: "end",
      cell: (job) => t("filledOf", { selected: job.selected_count, openings: job.openings }),
    },
    {
      id: "opened",
      header: t("opened"),
      sort: "created_at",
      cell: (job) => (
        <time dateTime={job.created_at} title={formatDay(job.created_at, zone)}>
          {formatRelative(job.created_at)}
        </time>
      ),
    },
  ];
  return staff ? columns : columns.filter((column) => column.id !== "client");
}

const actionsOf = (job: Job) => <Actions job={job} />;

function Actions({ job }: { job: Job }) {
  const navigate = useNavigate();
  const edit = verdict(job, "edit");
  const add = verdict(job, "add_candidate");
  return (
    <RowMenu name={job.title}>
      {edit.shown && (
        <DropdownMenuItem
          icon={Pencil}
          reason={edit.reason}
          onSelect={() => void navigate({ to: "/jobs/$jobId/edit", params: { jobId: job.job_id } })}
        >
          {t("edit")}
        </DropdownMenuItem>
      )}
      {add.shown && (
        <DropdownMenuItem
          icon={UserRoundPlus}
          reason={add.reason}
          onSelect={() => void navigate({ to: "/candidates/new", search: { job_id: job.job_id } })}
        >
          {t("addCandidate")}
        </DropdownMenuItem>
      )}
    </RowMenu>
  );
}
