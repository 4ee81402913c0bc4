import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { UserRoundPlus, Users } from "lucide-react";
import { useCallback, useState } from "react";
import { can } from "@/auth/can";
import { useMe } from "@/auth/use-session";
import { DataTable } from "@/components/data-table/data-table";
import type { Filter } from "@/components/data-table/types";
import { Page } from "@/components/layout/page";
import { Empty } from "@/components/states/empty";
import { statusLabel } from "@/components/status/status";
import { CANDIDATE_STATUSES } from "@/components/status/statuses";
import { buttonStyle } from "@/components/ui/button";
import { candidatesQuery, clientChoicesQuery, jobChoicesQuery, type CandidateSearch } from "./api";
import { BulkActions, type BulkJob } from "./components/bulk-actions";
import { BulkResult } from "./components/bulk-result";
import { useColumns } from "./components/columns";
import { t } from "./messages";
import { MOVES, type Row } from "./model";
import { ADDED_WITHIN } from "./params";

const MOST_SKILLS = 40;

/** The skills of what is shown now, commonest first, and the chosen one whether it is shown or not. */
function skillsOf(rows: readonly Row[], chosen: string | undefined): string[] {
  const counts = new Map<string, number>();
  for (const skill of rows.flatMap((row) => row.skills))
    counts.set(skill, (counts.get(skill) ?? 0) + 1);
  const known = [...counts].sort((a, b) => b[1] - a[1]).map(([skill]) => skill);
  const shown = known.slice(0, MOST_SKILLS);
  return chosen === undefined || shown.includes(chosen) ? shown : [chosen, ...shown];
}

export function CandidatesPage({ search }: { search: CandidateSearch }) {
  const me = useMe();
  const navigate = useNavigate({ from: "/candidates/" });
  const staff = me.client_id === null;
  const write = can(me, "candidates:write");
  const query = useQuery(candidatesQuery(search));
  const jobs = useQuery({ ...jobChoicesQuery(), enabled: can(me, "jobs:read") });
  const clients = useQuery({
    ...clientChoicesQuery(),
    enabled: staff && can(me, "clients:read"),
  });
  const columns = useColumns(search, staff);
  // Here and not in the bar over the rows: rows that were moved may leave the list, and the bar with them.
  const [bulk, setBulk] = useState<BulkJob | null>(null);

  const bulkOf = useCallback((rows: Row[]) => <BulkActions rows={rows} onStart={setBulk} />, []);

  const filters: Filter[] = [
    {
      id: "status",
      label: t("status"),
      many: true,
      options: CANDIDATE_STATUSES.map((value) => ({ value, label: statusLabel(value) })),
    },
  ];
  if (jobs.data)
    filters.push({
      id: "job_id",
      label: t("job"),
      options: jobs.data.items.map((job) => ({ value: job.job_id, label: job.title })),
    });
  if (staff && clients.data)
    filters.push({
      id: "client_id",
      label: t("client"),
      options: clients.data.items.map((each) => ({
        value: each.client_id,
        label: each.company_name,
      })),
    });
  const skills = skillsOf(query.data?.items ?? [], search.skill);
  if (skills.length > 0)
    filters.push({
      id: "skill",
      label: t("skill"),
      options: skills.map((value) => ({ value, label: value })),
    });

  filters.push({
    id: "added",
    label: t("added"),
    options: ADDED_WITHIN.map((value) => ({
      value,
      label: t("addedWithin", { count: Number(value) }),
    })),
  });

  const create = write && (
    <Link
      to="/candidates/new"
      search={{ job_id: search.job_id }}
      className={buttonStyle({ tone: "primary" })}
    >
      <UserRoundPlus aria-hidden />
      {t("add")}
    </Link>
  );
  return (
    <Page title={t("candidates")} actions={create}>
      <DataTable<Row, CandidateSearch>
        id="candidates"
        caption={t("candidates")}
        query={query}
        columns={columns}
        rowId={(row) => row.candidate_id}
        rowName={(row) => row.name}
        search={search}
        onSearch={(next, { replace }) => void navigate({ search: next, replace })}
        filters={filters}
        bulk={write ? bulkOf : undefined}
        empty={
          <Empty icon={Users} title={t("emptyTitle")} action={create}>
            {staff ? t("emptyText") : t("emptyClient")}
          </Empty>
        }
      />
      {bulk && (
        <BulkResult
          rows={bulk.rows}
          to={MOVES[bulk.move].to}
          reason={bulk.reason}
          onClose={() => setBulk(null)}
        />
      )}
    </Page>
  );
}
