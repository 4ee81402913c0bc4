import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { CalendarPlus, MessagesSquare } from "lucide-react";
import { useCan } from "@/auth/can";
import { DataTable } from "@/components/data-table/data-table";
import type { Filter } from "@/components/data-table/types";
import { Page } from "@/components/layout/page";
import { Empty } from "@/components/states/empty";
import { NoMatch } from "@/components/states/no-match";
import { INTERVIEW_STATUSES, statusLabel } from "@/components/status/status";
import { buttonStyle } from "@/components/ui/button";
import { instantOf } from "@/lib/time";
import { useZone } from "@/lib/use-zone";
import { clientSearch, interviewsQuery, jobSearch } from "./api";
import { columns } from "./columns";
import { DateRange } from "./date-range";
import { t } from "./messages";

const route = getRouteApi("/_internal/interviews/");
const ROUNDS = [1, 2, 3, 4, 5, 6];
const DAY_MS = 86_400_000;

/** The instant at which a day begins in a zone. */
function dawn(day: string | undefined, zone: string, later = 0): string | undefined {
  if (day === undefined) return undefined;
  const wanted = new Date(Date.parse(`${day}T00:00:00Z`) + later * DAY_MS)
    .toISOString()
    .slice(0, 10);
  const found = instantOf(`${wanted}T00:00`, zone);
  return found.kind === "exact" || found.kind === "repeated"
    ? found.instant
    : `${wanted}T00:00:00Z`;
}

export function InterviewsPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const zone = useZone();
  const mayWrite = useCan("interviews:write");
  const seesClients = useCan("clients:read");
  const jobs = useQuery(jobSearch(""));
  const clients = useQuery({ ...clientSearch(""), enabled: seesClients });
  const { job, client, round, from, to, ...rest } = search;
  const query = useQuery(
    interviewsQuery({
      ...rest,
      job_id: job,
      client_id: client,
      interview_round: round,
      from: dawn(from, zone),
      to: dawn(to, zone, 1),
      count: true,
      limit: search.limit ?? 50,
    }),
  );
  const ranged = from !== undefined || to !== undefined;

  const filters: Filter[] = [
    {
      id: "status",
      label: t("status"),
      many: true,
      options: INTERVIEW_STATUSES.map((value) => ({ value, label: statusLabel(value) })),
    },
    {
      id: "job",
      label: t("job"),
      options: (jobs.data?.items ?? []).map((each) => ({ value: each.job_id, label: each.title })),
    },
    {
      id: "round",
      label: t("round"),
      options: ROUNDS.map((each) => ({
        value: String(each),
        label: t("roundNumber", { number: each }),
      })),
    },
  ];
  if (seesClients && (clients.data?.items.length ?? 0) > 1)
    filters.splice(2, 0, {
      id: "client",
      label: t("client"),
      options: (clients.data?.items ?? []).map((each) => ({
        value: each.client_id,
        label: each.company_name,
      })),
    });

  const schedule = mayWrite && (
    <Link to="/interviews/new" className={buttonStyle({ tone: "primary" })}>
      <CalendarPlus aria-hidden />
      {t("schedule")}
    </Link>
  );
  const nothingHere = ranged ? (
    <NoMatch
      filters={[from, to].map((day, at) => (day ? `${t(at === 0 ? "from" : "to")} ${day}` : ""))}
      onClear={() => void navigate({ search: {}, replace: true })}
    />
  ) : (
    <Empty icon={MessagesSquare} title={t("none")} action={schedule}>
      {t("noneText")}
    </Empty>
  );

  return (
    <Page title={t("interviews")} actions={schedule}>
      <DataTable
        id="interviews"
        caption={t("interviews")}
        query={query}
        columns={columns(zone, seesClients)}
        rowId={(row) => row.interview_id}
        rowName={(row) => row.candidate_name}
        search={search}
        onSearch={(next, { replace }) => void navigate({ search: next, replace })}
        filters={filters}
        toolbar={
          <DateRange
            from={from}
            to={to}
            onChange={(span) =>
              void navigate({
                search: (now) => ({ ...now, ...span, cursor: undefined }),
                replace: true,
              })
            }
          />
        }
        empty={nothingHere}
      />
    </Page>
  );
}
