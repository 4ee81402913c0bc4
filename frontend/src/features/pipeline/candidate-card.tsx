import { Link } from "@tanstack/react-router";
import { ArrowRightLeft, CalendarClock, Clock } from "lucide-react";
import type { CardParts } from "@/components/board/types";
import { statusLabel } from "@/components/status/status";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import type { CandidateStatus } from "@/components/status/statuses";
import { cn } from "@/lib/cn";
import { formatMoment } from "@/lib/format";
import { t } from "./messages";
import { COLUMNS, daysSince, LATE_DAYS, targetOf, type Candidate } from "./model";

interface CandidateCardProps {
  candidate: Candidate;
  parts: CardParts;
  next: { interview_id: string; at: string; round: string } | undefined;
  now: number;
  zone: string;
  withJob: boolean;
  onMove: (to: CandidateStatus) => void;
}

export function CandidateCard({
  candidate,
  parts,
  next,
  now,
  zone,
  withJob,
  onMove,
}: CandidateCardProps) {
  const days = daysSince(candidate.status_since, now);
  const ended = candidate.status === "SELECTED" || candidate.status === "REJECTED";
  const late = !ended && days >= LATE_DAYS;
  const age = days === 0 ? t("today") : t("days", { count: days });
  return (
    <>
      <div className="flex items-start gap-1">
        <div className="min-w-0 flex-1">
          <Link
            to="/candidates/$candidateId"
            params={{ candidateId: candidate.candidate_id }}
            tabIndex={parts.tabIndex}
            draggable={false}
            className="block truncate font-medium hover:underline"
          >
            {candidate.name}
          </Link>
          <p className="truncate text-muted">
            {withJob ? candidate.job_title : (candidate.current_role ?? candidate.job_title)}
          </p>
        </div>
        <DropdownMenu open={parts.menuOpen} onOpenChange={parts.onMenu}>
          <DropdownMenuTrigger asChild>
            <button
              type="button"
              tabIndex={parts.tabIndex}
              aria-label={t("moveTo", { name: candidate.name })}
              title={t("moveTo", { name: candidate.name })}
              className="-me-1 -mt-1 grid size-7 shrink-0 place-items-center rounded-control text-muted hover:bg-sunken hover:text-fg touch:size-11"
            >
              <ArrowRightLeft aria-hidden className="size-4" />
            </button>
          </DropdownMenuTrigger>
          <DropdownMenuContent>
            <DropdownMenuLabel>{t("moveHint")}</DropdownMenuLabel>
            {COLUMNS.map((status) => {
              const target = targetOf(candidate, status, t("hireFirst"));
              return (
                target && (
                  <DropdownMenuItem
                    key={status}
                    reason={target.reason}
                    danger={status === "REJECTED" && target.allowed}
                    onSelect={() => onMove(status)}
                  >
                    {statusLabel(status)}
                  </DropdownMenuItem>
                )
              );
            })}
          </DropdownMenuContent>
        </DropdownMenu>
      </div>
      <div className="mt-2 flex flex-wrap items-center gap-x-3 gap-y-1 text-meta text-muted">
        <span
          title={t("inStage", { time: age })}
          className={cn("inline-flex items-center gap-1", late && "font-medium text-warn-fg")}
        >
          <Clock aria-hidden className="size-3.5" />
          {age}
        </span>
        {next && (
          <span className="inline-flex min-w-0 items-center gap-1">
            <CalendarClock aria-hidden className="size-3.5 shrink-0" />
            <span className="truncate">{formatMoment(next.at, zone)}</span>
          </span>
        )}
      </div>
    </>
  );
}
