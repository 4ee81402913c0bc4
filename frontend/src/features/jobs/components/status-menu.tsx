import { Ban, ChevronDown, CircleCheck, CirclePause, CirclePlay } from "lucide-react";
import { useState } from "react";
import { useCan } from "@/auth/can";
import { ReasonDialog } from "@/components/form/reason-dialog";
import { Status, statusLabel } from "@/components/status/status";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { t } from "../messages";
import { movesOf, type Job, type StatusAction, type StatusMove } from "../model";
import { useMoveJob } from "../use-move-job";

const ICONS = { open: CirclePlay, hold: CirclePause, fill: CircleCheck, close: Ban } as const;
const ASK = {
  open: [t("openEffect"), "openTitle", t("open")],
  hold: [t("holdEffect"), "holdTitle", t("hold")],
  fill: [t("fillEffect"), "fillTitle", t("fill")],
  close: [t("closeEffect"), "closeTitle", t("close")],
} as const satisfies Record<StatusAction, readonly [string, Parameters<typeof t>[0], string]>;

function wordFor(job: Job, move: StatusMove): string {
  return move.action === "open" && job.status === "on_hold" ? t("resume") : t(move.action);
}

/** The status of a job, and for those who may: what it can become. */
export function StatusMenu({ job }: { job: Job }) {
  const may = useCan("jobs:write");
  const move = useMoveJob();
  const [asked, setAsked] = useState<StatusMove | null>(null);
  const moves = movesOf(job);
  if (!may || moves.length === 0) return <Status of="job" status={job.status} />;
  const ask = asked ? ASK[asked.action] : null;
  return (
    <>
      <DropdownMenu>
        <DropdownMenuTrigger
          aria-label={t("changeStatus", { status: statusLabel(job.status), title: job.title })}
          className="inline-flex min-h-6 items-center gap-0.5 rounded-full pe-1 hover:bg-sunken touch:min-h-11"
        >
          <Status of="job" status={job.status} />
          <ChevronDown aria-hidden className="size-4 text-muted" />
        </DropdownMenuTrigger>
        <DropdownMenuContent align="start">
          {moves.map((each) => (
            <DropdownMenuItem
              key={each.action}
              icon={ICONS[each.action]}
              reason={each.reason}
              onSelect={() => setAsked(each)}
            >
              {wordFor(job, each)}
            </DropdownMenuItem>
          ))}
        </DropdownMenuContent>
      </DropdownMenu>
      {asked && ask && (
        <ReasonDialog
          open
          onOpenChange={() => setAsked(null)}
          title={t(ask[1], { title: job.title })}
          effect={ask[0]}
          confirm={wordFor(job, asked)}
          tone={asked.action === "close" ? "danger" : "primary"}
          required={asked.explain}
          most={200}
          onConfirm={(reason) => move({ job, to: asked.to, reason })}
        />
      )}
    </>
  );
}
