import { Ellipsis } from "lucide-react";
import { lazy, Suspense, useEffect, useState } from "react";
import { can, verdict, type Permission } from "@/auth/can";
import { useMe } from "@/auth/use-session";
import { Button } from "@/components/ui/button";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { toast } from "@/components/ui/toast";
import type { Schemas } from "@/api/client";
import { newKey } from "@/api/headers";
import { whenIdle } from "@/lib/when-idle";
import { useAct } from "../api";
import { t } from "../messages";
import type { Interview } from "../model";

type Action = Schemas["InterviewsAction"];

/** Forms and questions come once the page has come to rest, before anyone needs them. */
const loadDialog = () => import("./action-dialog");
const ActionDialog = lazy(loadDialog);

/** In the order in which they come up; the first that is possible is the thing to do now. */
const ORDER: readonly Action[] = [
  "publish",
  "initiate-hiring",
  "move-to-next-round",
  "mark-completed",
  "send-invite",
  "book-slot",
  "reschedule",
  "propose-slots",
  "decline-slots",
  "mark-no-show",
  "update",
  "reject",
  "cancel",
];
/** What leads on stands as buttons; the rest waits in the menu. */
const FORWARD = new Set<Action>([
  "publish",
  "initiate-hiring",
  "move-to-next-round",
  "mark-completed",
  "send-invite",
  "book-slot",
  "reschedule",
  "propose-slots",
  "reject",
]);
const DANGER = new Set<Action>(["reject", "cancel", "mark-no-show"]);
/** What a role that holds none of these never does is not drawn at all. */
const NEEDS: Partial<Record<Action, readonly Permission[]>> = {
  cancel: ["interviews:write", "interviews:decide"],
  "move-to-next-round": ["interviews:decide"],
  reject: ["interviews:decide"],
  "initiate-hiring": ["interviews:decide"],
};
const WRITE: readonly Permission[] = ["interviews:write"];

/** Buttons from the interview's `allowed_actions`, and the questions that they ask. */
export function InterviewActions({ interview }: { interview: Interview }) {
  const me = useMe();
  const act = useAct(interview);
  const [open, setOpen] = useState<Action | null>(null);
  const [key, setKey] = useState(newKey);
  const close = () => setOpen(null);
  useEffect(() => whenIdle(() => void loadDialog().catch(() => undefined)), []);

  // Before it begins the invite comes first; it is asked for once, then only its update.
  const order: readonly Action[] =
    interview.interview_status === "Confirmed" ? ["send-invite", ...ORDER] : ORDER;
  const shown = [...new Set(order)].flatMap((action) => {
    const found = verdict(interview, action);
    const never = !(NEEDS[action] ?? WRITE).some((permission) => can(me, permission));
    return found.shown && !never ? [{ action, ...found }] : [];
  });
  const buttons = shown.filter(({ action, allowed }) => allowed && FORWARD.has(action)).slice(0, 3);
  const rest = shown.filter((each) => !buttons.includes(each));

  const now = (does: "publish" | "send-invite") =>
    act.mutate(
      { does: { action: does }, key },
      {
        onSuccess: () => {
          setKey(newKey());
          toast.done(
            does === "publish"
              ? t("published", { name: interview.candidate_name })
              : t("inviteAsked"),
          );
        },
        onError: (error) => toast.failed(t("actionFailed"), error),
      },
    );
  const start = (action: Action) =>
    action === "publish" || action === "send-invite" ? now(action) : setOpen(action);
  const label = (action: Action) =>
    action === "send-invite" && interview.interview_status === "Scheduled"
      ? t(interview.invite_error ? "inviteRetry" : "resend-invite")
      : t(action);

  if (shown.length === 0) return null;
  return (
    <>
      {buttons.map(({ action }, index) => (
        <Button
          key={action}
          tone={index === 0 ? "primary" : DANGER.has(action) ? "danger-quiet" : "secondary"}
          busy={act.isPending && (action === "publish" || action === "send-invite")}
          onClick={() => start(action)}
        >
          {label(action)}
        </Button>
      ))}
      {rest.length > 0 && (
        <DropdownMenu>
          <DropdownMenuTrigger asChild>
            <Button aria-label={t("moreActions")} title={t("moreActions")}>
              <Ellipsis aria-hidden />
            </Button>
          </DropdownMenuTrigger>
          <DropdownMenuContent>
            {rest.map(({ action, allowed, reason }) => (
              <DropdownMenuItem
                key={action}
                danger={allowed && DANGER.has(action)}
                reason={allowed ? null : reason}
                onSelect={() => start(action)}
              >
                {label(action)}
              </DropdownMenuItem>
            ))}
          </DropdownMenuContent>
        </DropdownMenu>
      )}
      <Suspense>
        {open && <ActionDialog interview={interview} action={open} onClose={close} />}
      </Suspense>
    </>
  );
}
