/** The small questions before a step: each sends one action and closes when it is done. */
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useCan } from "@/auth/can";
import { AlertDialog } from "@/components/ui/alert-dialog";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";
import { toast } from "@/components/ui/toast";
import { formatMoment } from "@/lib/format";
import { useZone } from "@/lib/use-zone";
import { useAct, type Act } from "../api";
import { t as general } from "../messages";
import { isBeforeStart, type Interview } from "../model";
import { idempotencyFor } from "../write-key";
import { t } from "./messages";

interface StepProps {
  interview: Interview;
  onClose: () => void;
}

function useStep({ interview, onClose }: StepProps) {
  const act = useAct(interview);
  const [key] = useState(() => idempotencyFor());
  return {
    busy: act.isPending,
    error: act.error,
    go: (does: Act, then?: () => void) =>
      act.mutate(
        { does, key: key(does) },
        {
          onSuccess: () => {
            onClose();
            then?.();
          },
        },
      ),
  };
}

export function NoShowDialog({ interview, onClose }: StepProps) {
  const zone = useZone();
  const [opened] = useState(() => Date.now());
  const step = useStep({ interview, onClose });
  const early = isBeforeStart(interview, opened);
  return (
    <AlertDialog
      open
      onOpenChange={onClose}
      title={t("noShowTitle", { name: interview.candidate_name })}
      effect={
        early
          ? t("noShowEarly", { time: formatMoment(interview.scheduled_start_time ?? "", zone) })
          : t("noShowText")
      }
      confirm={t("noShow")}
      busy={step.busy}
      error={step.error}
      onConfirm={() => step.go({ action: "mark-no-show" })}
    />
  );
}

/** What is asked for words. */
const REASONS = {
  cancel: {
    title: "cancelTitle",
    text: "cancelText",
    label: "reason",
    hint: "cancelReason",
    missing: "reasonNeeded",
    danger: true,
  },
  reject: {
    title: "rejectTitle",
    text: "rejectText",
    label: "reason",
    hint: "rejectReason",
    missing: "reasonNeeded",
    danger: true,
  },
  "decline-slots": {
    title: "declineTitle",
    text: "declineText",
    label: "declineLabel",
    hint: "declineHint",
    missing: "declineNeeded",
    danger: false,
  },
} as const;

export function ReasonDialog({
  interview,
  onClose,
  action,
}: StepProps & { action: keyof typeof REASONS }) {
  const step = useStep({ interview, onClose });
  const [reason, setReason] = useState("");
  const [tried, setTried] = useState(false);
  const missing = reason.trim() === "";
  const { title, text, label, hint, missing: needed, danger } = REASONS[action];
  return (
    <AlertDialog
      open
      onOpenChange={onClose}
      tone={danger ? "danger" : "primary"}
      title={t(title, { name: interview.candidate_name })}
      effect={t(text)}
      confirm={general(action)}
      busy={step.busy}
      error={step.error}
      onConfirm={() => {
        setTried(true);
        if (missing) return;
        const words = reason.trim();
        step.go(
          action === "decline-slots"
            ? { action, body: { message: words } }
            : { action, body: { reason: words } },
        );
      }}
    >
      <Field label={t(label)} hint={t(hint)} required error={tried && missing ? t(needed) : null}>
        {(control) => (
          <Textarea
            {...control}
            rows={3}
            maxLength={2000}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        )}
      </Field>
    </AlertDialog>
  );
}

export function HireDialog({ interview, onClose }: StepProps) {
  const step = useStep({ interview, onClose });
  const [salary, setSalary] = useState("");
  const name = interview.candidate_name;
  return (
    <AlertDialog
      open
      onOpenChange={onClose}
      tone="primary"
      title={t("hireTitle", { name })}
      effect={t("hireText")}
      confirm={t("hire")}
      busy={step.busy}
      error={step.error}
      onConfirm={() =>
        step.go(
          { action: "initiate-hiring", body: { salary_offered: salary.trim() || null } },
          () => toast.done(t("hired", { name })),
        )
      }
    >
      <Field label={t("salary")} hint={t("salaryHint")} optional>
        {(control) => (
          <Input
            {...control}
            maxLength={100}
            value={salary}
            onChange={(event) => setSalary(event.target.value)}
          />
        )}
      </Field>
    </AlertDialog>
  );
}

export function NextRoundDialog({ interview, onClose }: StepProps) {
  const navigate = useNavigate();
  const mayPlan = useCan("interviews:write");
  const [plan, setPlan] = useState(mayPlan);
  const step = useStep({ interview, onClose });
  const { candidate_id: candidate, candidate_name: name, round_name: round } = interview;
  const number = interview.interview_round + 1;
  return (
    <AlertDialog
      open
      onOpenChange={onClose}
      tone="primary"
      title={t("nextTitle", { name, round })}
      effect={t("nextText")}
      confirm={t("next")}
      busy={step.busy}
      error={step.error}
      onConfirm={() =>
        step.go({ action: "move-to-next-round" }, () => {
          toast.done(t("passedDone", { name, round }));
          if (plan) void navigate({ to: "/interviews/new", search: { candidate, round: number } });
        })
      }
    >
      {mayPlan && (
        <Checkbox
          checked={plan}
          onChange={(event) => setPlan(event.target.checked)}
          label={t("nextPlan", { number })}
        />
      )}
    </AlertDialog>
  );
}
