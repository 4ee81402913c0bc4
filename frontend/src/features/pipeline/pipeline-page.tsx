import { useQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { SquareKanban } from "lucide-react";
import { useState } from "react";
import { Board } from "@/components/board/board";
import { SearchBox } from "@/components/data-table/search-box";
import { Page } from "@/components/layout/page";
import { Empty } from "@/components/states/empty";
import { statusLabel } from "@/components/status/status";
import type { CandidateStatus } from "@/components/status/statuses";
import { Checkbox } from "@/components/ui/checkbox";
import { Select } from "@/components/ui/select";
import { toast } from "@/components/ui/toast";
import { useZone } from "@/lib/use-zone";
import { jobOptions, upcomingQuery, useMove } from "./api";
import { CandidateCard } from "./candidate-card";
import { t } from "./messages";
import { asksReason, candidatePath, isStatus, targetOf, wayBack, type Candidate } from "./model";
import { ReasonDialog } from "./reason-dialog";
import { useColumns } from "./use-columns";

const route = getRouteApi("/_internal/pipeline");

export function PipelinePage() {
  const zone = useZone();
  const search = route.useSearch();
  const filter = route.useNavigate();
  const navigate = useNavigate();
  const move = useMove();
  const [now] = useState(() => Date.now());
  const [asking, setAsking] = useState<{ candidate: Candidate; to: CandidateStatus } | null>(null);
  const jobs = useQuery(jobOptions());
  const upcoming = useQuery(upcomingQuery);
  const { columns, nobody } = useColumns({ q: search.q, job_id: search.job }, search.hide ?? false);

  const undo = async (candidate: Candidate, to: CandidateStatus) => {
    try {
      let one = candidate;
      for (let step = wayBack(one, to); step !== null; step = wayBack(one, to)) {
        one = await move(one, step, asksReason(one.status, step) ? t("undoReason") : null);
        if (one.status === to) break;
      }
    } catch (error) {
      toast.failed(t("undoFailed", { name: candidate.name }), error);
    }
  };
  const send = async (candidate: Candidate, to: CandidateStatus, reason: string | null) => {
    const { name, status: from } = candidate;
    try {
      const after = await move(candidate, to, reason);
      const said = t("moved", { name, status: statusLabel(to) });
      // Offered only where the server knows a way back.
      if (wayBack(after, from) !== null) toast.undo(said, () => void undo(after, from));
      else toast.done(said);
    } catch (error) {
      toast.failed(t("failed", { name }), error);
    }
  };
  const start = (candidate: Candidate, to: CandidateStatus) => {
    if (asksReason(candidate.status, to)) setAsking({ candidate, to });
    else void send(candidate, to, null);
  };

  return (
    <Page title={t("pipeline")} width="full">
      <div className="mb-3 flex flex-wrap items-center gap-3">
        <SearchBox
          caption={t("pipeline")}
          value={search.q ?? ""}
          onChange={(q) =>
            void filter({ search: (old) => ({ ...old, q: q || undefined }), replace: true })
          }
        />
        <Select
          aria-label={t("job")}
          className="w-full sm:w-64"
          empty={t("anyJob")}
          value={search.job ?? ""}
          options={(jobs.data?.items ?? []).map((job) => ({
            value: job.job_id,
            label: `${job.title}, ${job.client_name}`,
          }))}
          onChange={(event) =>
            void filter({
              search: (old) => ({ ...old, job: event.target.value || undefined }),
              replace: true,
            })
          }
        />
        <Checkbox
          label={t("hideRejected")}
          checked={search.hide ?? false}
          onChange={(event) =>
            void filter({
              search: (old) => ({ ...old, hide: event.target.checked || undefined }),
              replace: true,
            })
          }
        />
      </div>
      {nobody ? (
        <Empty icon={SquareKanban} title={t("none")}>
          {t("noneText")}
        </Empty>
      ) : (
        <div className="-mx-4 h-[calc(100dvh-12rem)] min-h-96 sm:-mx-6">
          <Board
            label={t("board")}
            columns={columns}
            cardId={(candidate) => candidate.candidate_id}
            cardName={(candidate) => candidate.name}
            target={(candidate, column) => targetOf(candidate, column, t("hireFirst"))}
            onMove={(candidate, column) => {
              if (isStatus(column)) start(candidate, column);
            }}
            onOpen={(candidate) => void navigate({ href: candidatePath(candidate) })}
            renderCard={(candidate, parts) => (
              <CandidateCard
                candidate={candidate}
                parts={parts}
                next={upcoming.data?.get(candidate.candidate_id)}
                now={now}
                zone={zone}
                withJob={search.job === undefined}
                onMove={(to) => start(candidate, to)}
              />
            )}
          />
        </div>
      )}
      {asking && (
        <ReasonDialog
          candidate={asking.candidate}
          to={asking.to}
          onClose={() => setAsking(null)}
          onReason={(reason) => {
            setAsking(null);
            void send(asking.candidate, asking.to, reason);
          }}
        />
      )}
    </Page>
  );
}
