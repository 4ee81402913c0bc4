import { useQuery } from "@tanstack/react-query";
import { Briefcase } from "lucide-react";
import { useState } from "react";
import { DataTable } from "@/components/data-table/data-table";
import type { Column } from "@/components/data-table/types";
import { PlaceLink } from "@/components/layout/place-link";
import { Empty } from "@/components/states/empty";
import { Status } from "@/components/status/status";
import { formatDay } from "@/lib/format";
import { useZone } from "@/lib/use-zone";
import type { Schemas } from "@/api/client";
import { clientJobs, type BelowQuery, type Client } from "./api";
import { t } from "./messages";

type Job = Schemas["JobOut"];

/** The jobs of one client, newest first. */
export function ClientJobs({ client }: { client: Client }) {
  const zone = useZone();
  const [search, setSearch] = useState<BelowQuery>({});
  const query = useQuery(clientJobs(client.client_id, search));
  const columns = columnsOf(zone);
  return (
    <DataTable
      id="client-jobs"
      caption={t("jobs")}
      query={query}
      columns={columns}
      rowId={(job) => job.job_id}
      rowName={(job) => job.title}
      search={search}
      onSearch={setSearch}
      toolbar={
        <PlaceLink
          place={`/jobs?client_id=${client.client_id}`}
          className="px-2 text-primary underline-offset-4 hover:underline"
        >
          {t("openInList")}
        </PlaceLink>
      }
      empty={
        <Empty icon={Briefcase} title={t("noJobs")}>
          {t("noJobsWhy")}
        </Empty>
      }
    />
  );
}

function columnsOf(zone: string): Column<Job>[] {
  return [
    {
      id: "title",
      header: t("job"),
      sort: "title",
      cell: (job) => (
        <PlaceLink place={`/jobs/${job.job_id}`} className="font-medium hover:underline">
          {job.title}
        </PlaceLink>
      ),
    },
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
    {
      id: "openings",
      header: t("openings"),
      align: "end",
      cell: (job) => t("ofOpenings", { selected: job.selected_count, openings: job.openings }),
    },
    {
      id: "created_at",
      header: t("added"),
      sort: "created_at",
      cell: (job) => <time dateTime={job.created_at}>{formatDay(job.created_at, zone)}</time>,
    },
  ];
}
