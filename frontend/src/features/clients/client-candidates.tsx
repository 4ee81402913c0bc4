import { useQuery } from "@tanstack/react-query";
import { Users } from "lucide-react";
import { useState } from "react";
import type { Schemas } from "@/api/client";
import { DataTable } from "@/components/data-table/data-table";
import type { Column } from "@/components/data-table/types";
import { PlaceLink } from "@/components/layout/place-link";
import { Empty } from "@/components/states/empty";
import { Status } from "@/components/status/status";
import { formatDay } from "@/lib/format";
import { useZone } from "@/lib/use-zone";
import { clientCandidates, type BelowQuery, type Client } from "./api";
import { t } from "./messages";

type Candidate = Schemas["CandidateRow"] | Schemas["CandidateRowForClient"];

/** Who is in the running for any job of one client. */
export function ClientCandidates({ client }: { client: Client }) {
  const zone = useZone();
  const [search, setSearch] = useState<BelowQuery>({});
  const query = useQuery(clientCandidates(client.client_id, search));
  const columns = columnsOf(zone);
  return (
    <DataTable
      id="client-candidates"
      caption={t("candidates")}
      query={query}
      columns={columns}
      rowId={(candidate) => candidate.candidate_id}
      rowName={(candidate) => candidate.name}
      search={search}
      onSearch={setSearch}
      toolbar={
        <PlaceLink
          place={`/candidates?client_id=${client.client_id}`}
          className="px-2 text-primary underline-offset-4 hover:underline"
        >
          {t("openInList")}
        </PlaceLink>
      }
      empty={
        <Empty icon={Users} title={t("noCandidates")}>
          {t("noCandidatesWhy")}
        </Empty>
      }
    />
  );
}

function columnsOf(zone: string): Column<Candidate>[] {
  return [
    {
      id: "name",
      header: t("candidate"),
      sort: "name",
      cell: (candidate) => (
        <PlaceLink
          place={`/candidates/${candidate.candidate_id}`}
          className="font-medium hover:underline"
        >
          {candidate.name}
        </PlaceLink>
      ),
    },
    { id: "job", header: t("job"), cell: (candidate) => candidate.job_title },
    {
      id: "status",
      header: t("status"),
      cell: (candidate) => <Status of="candidate" status={candidate.status} />,
    },
    {
      id: "round",
      header: t("round"),
      align: "end",
      cell: (candidate) => candidate.current_round || t("none"),
    },
    {
      id: "created_at",
      header: t("added"),
      sort: "created_at",
      cell: (candidate) => (
        <time dateTime={candidate.created_at}>{formatDay(candidate.created_at, zone)}</time>
      ),
    },
  ];
}
