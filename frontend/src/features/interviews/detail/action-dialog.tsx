import type { Schemas } from "@/api/client";
import type { Interview } from "../model";
import { BookDialog } from "./book-dialog";
import { CompleteDialog } from "./complete-dialog";
import { HireDialog, NextRoundDialog, NoShowDialog, ReasonDialog } from "./decisions";
import { EditDialog } from "./edit-dialog";
import { ProposeDialog } from "./propose-dialog";

interface ActionDialogProps {
  interview: Interview;
  action: Schemas["InterviewsAction"];
  onClose: () => void;
}

/** What an action asks before it is done. */
export default function ActionDialog({ interview, action, onClose }: ActionDialogProps) {
  const step = { interview, onClose };
  switch (action) {
    case "book-slot":
    case "reschedule":
      return <BookDialog {...step} moving={action === "reschedule"} />;
    case "mark-completed":
      return <CompleteDialog {...step} />;
    case "mark-no-show":
      return <NoShowDialog {...step} />;
    case "cancel":
    case "reject":
    case "decline-slots":
      return <ReasonDialog {...step} action={action} />;
    case "move-to-next-round":
      return <NextRoundDialog {...step} />;
    case "initiate-hiring":
      return <HireDialog {...step} />;
    case "propose-slots":
      return <ProposeDialog {...step} />;
    case "update":
      return <EditDialog {...step} />;
    default:
      return null;
  }
}
