import { ChevronDown, CircleDot, CircleX, Eye, Star, Undo2 } from "lucide-react";
import { useState } from "react";
import { useCan } from "@/auth/can";
import { ReasonDialog } from "@/components/form/reason-dialog";
import { Status, statusLabel } from "@/components/status/status";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { toast } from "@/components/ui/toast";
import { t } from "../messages";
import { movesOf, type Candidate, type Move, type MoveName } from "../model";
import { useMoveCandidate } from "../use-move-candidate";

const ICONS = {
  review: Eye,
  shortlist: Star,
  progress: CircleDot,
  reject: CircleX,
  "undo-rejection": Undo2,
  "rescind-selection": Undo2,
} as const satisfies Record<MoveName, typeof Eye>;

const ASK: Partial<
  Record<MoveName, readonly ["rejectTitle" | "backTitle" | "rescindTitle", string]>
> = {
  reject: ["rejectTitle", t("rejectEffect")],
  "undo-rejection": ["backTitle", t("backEffect")],
  "rescind-selection": ["rescindTitle", t("rescindEffect")],
};

/** The status of a candidate, and for those who may: where it can go. */
export function StatusMenu({ candidate }: { candidate: Candidate }) {
  const may = useCan("candidates:write");
  const move = useMoveCandidate();
  const [asked, setAsked] = useState<Move | null>(null);
  const moves = movesOf(candidate);
  if (!may || moves.length === 0)
    return <Status of="candidate" status={candidate.status} className="h-7" />;

  const choose = (chosen: Move) => {
    if (chosen.explain) {
      setAsked(chosen);
      return;
    }
    move({ candidate, to: chosen.to }).catch((error: unknown) =>
      toast.failed(t("moveFailed", { name: candidate.name }), error),
    );
  };
  const ask = asked ? ASK[asked.name] : undefined;
  return (
    <>
      <DropdownMenu>
        <DropdownMenuTrigger
          aria-label={t("changeStatus", {
            status: statusLabel(candidate.status),
            name: candidate.name,
          })}
          className="inline-flex min-h-6 items-center gap-0.5 rounded-full pe-1 hover:bg-sunken touch:min-h-11"
        >
          <Status of="candidate" status={candidate.status} />
          <ChevronDown aria-hidden className="size-4 text-muted" />
        </DropdownMenuTrigger>
        <DropdownMenuContent align="start" className="max-w-72">
          {moves.map((each) => (
            <DropdownMenuItem
              key={each.name}
              icon={ICONS[each.name]}
              danger={each.name === "reject"}
              reason={each.reason}
              onSelect={() => choose(each)}
            >
              {t(each.name)}
            </DropdownMenuItem>
          ))}
          <DropdownMenuSeparator />
          <DropdownMenuLabel>{t("selectedHint")}</DropdownMenuLabel>
        </DropdownMenuContent>
      </DropdownMenu>
      {asked && ask && (
        <ReasonDialog
          open
          onOpenChange={() => setAsked(null)}
          title={t(ask[0], { name: candidate.name })}
          effect={ask[1]}
          confirm={t(asked.name)}
          tone={asked.name === "undo-rejection" ? "primary" : "danger"}
          hint={t("reasonHint")}
          onConfirm={(reason) => move({ candidate, to: asked.to, reason })}
        />
      )}
    </>
  );
}
