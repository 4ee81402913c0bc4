import { ArrowRightLeft, CircleX } from "lucide-react";
import { useState } from "react";
import { ReasonDialog } from "@/components/form/reason-dialog";
import { Button } from "@/components/ui/button";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { t } from "../messages";
import type { MoveName, Row } from "../model";

export interface BulkJob {
  rows: Row[];
  move: MoveName;
  reason?: string;
}

interface BulkActionsProps {
  rows: Row[];
  onStart: (job: BulkJob) => void;
}

const FORWARD = ["review", "shortlist", "progress"] as const satisfies MoveName[];

/** What can be done with the selected candidates together. */
export function BulkActions({ rows, onStart }: BulkActionsProps) {
  const [asking, setAsking] = useState(false);
  return (
    <>
      <DropdownMenu>
        <DropdownMenuTrigger asChild>
          <Button size="small">
            <ArrowRightLeft aria-hidden />
            {t("bulkMove")}
          </Button>
        </DropdownMenuTrigger>
        <DropdownMenuContent align="start">
          {FORWARD.map((move) => (
            <DropdownMenuItem key={move} onSelect={() => onStart({ rows, move })}>
              {t(move)}
            </DropdownMenuItem>
          ))}
        </DropdownMenuContent>
      </DropdownMenu>
      <Button size="small" tone="danger-quiet" onClick={() => setAsking(true)}>
        <CircleX aria-hidden />
        {t("bulkReject")}
      </Button>
      <ReasonDialog
        open={asking}
        onOpenChange={setAsking}
        title={t("bulkRejectTitle", { count: rows.length })}
        effect={t("bulkRejectEffect")}
        confirm={t("bulkReject")}
        hint={t("reasonHint")}
        onConfirm={(reason) => {
          onStart({ rows, move: "reject", reason });
          return Promise.resolve();
        }}
      />
    </>
  );
}
