import { PlaceLink } from "@/components/layout/place-link";
import { formatNumber } from "@/lib/format";
import type { Stats } from "./api";
import { t } from "./messages";
import { place, sum } from "./model";

/** The few numbers that everybody asks for. Each opens what it counts; one whose service is away says so. */
export function Numbers({ stats, staff }: { stats: Stats; staff: boolean }) {
  const { jobs, candidates, interviews, clients, withheld } = stats;
  return (
    <ul className="grid grid-cols-2 gap-4 xl:grid-cols-4">
      {!withheld.includes("jobs") && (
        <Tile
          label={t("openJobs")}
          value={jobs && sum(jobs.by_status, "open")}
          note={jobs && t("openPositions", { count: jobs.open_positions })}
          place={place("/jobs", { status: "open" })}
        />
      )}
      {!withheld.includes("candidates") && (
        <Tile
          label={t("newIn", { count: candidates?.period?.days ?? 7 })}
          value={candidates && (candidates.period?.total ?? candidates.new_this_week)}
          note={candidates && t("allCandidates", { count: candidates.total })}
          place={place("/candidates", { added: String(candidates?.period?.days ?? 7) })}
        />
      )}
      {!withheld.includes("interviews") && (
        <Tile
          label={t("interviewsAhead")}
          value={interviews && sum(interviews.by_status, "Confirmed", "Scheduled")}
          note={
            interviews &&
            t("awaitingSlots", {
              count: sum(interviews.by_status, "Awaiting Candidate Confirmation"),
            })
          }
          place={place("/interviews", { status: ["Confirmed", "Scheduled"] })}
        />
      )}
      {staff && !withheld.includes("clients") ? (
        <Tile
          label={t("activeClients")}
          value={clients && sum(clients.by_status, "active")}
          note={clients && t("inactiveClients", { count: sum(clients.by_status, "inactive") })}
          place={place("/clients", { status: "active" })}
        />
      ) : (
        !withheld.includes("interviews") && (
          <Tile
            label={t("decisions")}
            value={interviews && sum(interviews.by_status, "Completed")}
            note={interviews && t("afterInterview")}
            place={place("/interviews", { status: "Completed" })}
          />
        )
      )}
    </ul>
  );
}

interface TileProps {
  label: string;
  value: number | null;
  note: string | null;
  place: string;
}

function Tile({ label, value, note, place: to }: TileProps) {
  return (
    <li className="relative min-w-0 rounded-card border bg-card px-4 py-3 focus-within:border-primary hover:border-control/60">
      <p className="text-dense text-muted">{label}</p>
      {value === null ? (
        <p className="mt-1 text-muted">{t("partMissing")}</p>
      ) : (
        <>
          <PlaceLink
            place={to}
            aria-label={`${label}: ${formatNumber(value)}`}
            className="tabular text-metric after:absolute after:inset-0 after:rounded-card"
          >
            {formatNumber(value)}
          </PlaceLink>
          <p className="text-dense text-muted">{note}</p>
        </>
      )}
    </li>
  );
}
