import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { lazy, Suspense, useCallback, useEffect, useRef, useState } from "react";
import { useWatch } from "react-hook-form";
import { mapErrors } from "@/api/field-errors";
import { isProblem } from "@/api/problem";
import { FormSummary } from "@/components/form/form-summary";
import { LeaveGuard } from "@/components/form/leave-guard";
import { useApiForm } from "@/components/form/use-api-form";
import { Page } from "@/components/layout/page";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import { useZone } from "@/lib/use-zone";
import { whenIdle } from "@/lib/when-idle";
import { createInterview, keep } from "../api";
import { t } from "../messages";
import { emptyPlan, FIELDS, planSchema, requestOf, STEPS } from "./form";
import { Steps } from "./steps";
import { WhoStep } from "./step-who";

// The other steps are some answers away: they are fetched while the first ones are given.
const loadHow = () => import("./step-how");
const loadWhen = () => import("./step-when");
const loadReview = () => import("./step-review");
const HowStep = lazy(() => loadHow().then((module) => ({ default: module.HowStep })));
const WhenStep = lazy(() => loadWhen().then((module) => ({ default: module.WhenStep })));
const ReviewStep = lazy(() => loadReview().then((module) => ({ default: module.ReviewStep })));

function loadAhead(): void {
  Promise.all([loadHow(), loadWhen(), loadReview()]).catch(() => undefined);
}

interface SchedulePageProps {
  candidateId?: string;
  round?: number;
}

/** Who, how, when, review: nothing is lost going back. */
export function SchedulePage({ candidateId = "", round }: SchedulePageProps) {
  const zone = useZone();
  const cache = useQueryClient();
  const navigate = useNavigate();
  const [step, setStep] = useState(0);
  const [name, setName] = useState("");
  const [left, setLeft] = useState(false);
  const moved = useRef(false);
  useEffect(() => whenIdle(loadAhead), []);
  // A new step begins where it can be heard: its heading.
  const heading = useCallback((element: HTMLHeadingElement | null) => {
    if (element && moved.current) element.focus();
    moved.current = true;
  }, []);

  const { form, submit, busy, failure } = useApiForm({
    schema: planSchema,
    values: emptyPlan(candidateId, round ?? 1, zone),
    send: async (plan, key) => {
      try {
        const made = await createInterview(requestOf(plan), key);
        setLeft(true);
        keep(cache, made);
        toast.done(plan.draft ? t("draftMade") : t("offered", { name: made.candidate_name }));
        await navigate({
          to: "/interviews/$interviewId",
          params: { interviewId: made.interview_id },
        });
      } catch (error) {
        setStep(stepOf(error) ?? STEPS.length - 1);
        throw error;
      }
    },
    also: ["proposed_slots.*"],
  });
  const { control } = form;
  const slots = useWatch({ control, name: "proposed_slots" });

  const go = async (to: number) => {
    if (to > step && !(await form.trigger([...(FIELDS[step] ?? [])], { shouldFocus: true })))
      return;
    setStep(to);
  };
  const send = (draft: boolean) => {
    form.setValue("draft", draft);
    submit();
  };

  return (
    <Page title={t("scheduleTitle")} width="form">
      <LeaveGuard when={form.formState.isDirty && !left && !busy} />
      <Steps step={step} onStep={(to) => void go(to)} />
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (step < STEPS.length - 1) void go(step + 1);
          else if (slots.length > 0) send(false);
        }}
      >
        <div className="grid gap-4">
          <h2 key={step} ref={heading} tabIndex={-1} className="text-section outline-none">
            {t(STEPS[step] ?? "stepWho")}
          </h2>
          <FormSummary failure={failure} />
          {step === 0 && <WhoStep form={form} fixedRound={round !== undefined} onName={setName} />}
          <Suspense>
            {step === 1 && <HowStep control={control} />}
            {step === 2 && <WhenStep form={form} zone={zone} />}
            {step === 3 && <ReviewStep plan={form.getValues()} name={name} zone={zone} />}
          </Suspense>
        </div>
        <div className="mt-6 flex flex-wrap justify-end gap-2 border-t pt-4">
          {step > 0 && (
            <Button className="me-auto" onClick={() => setStep(step - 1)}>
              {t("back")}
            </Button>
          )}
          {step < STEPS.length - 1 ? (
            <Button type="submit" tone="primary">
              {t("nextStep")}
            </Button>
          ) : (
            <>
              <Button busy={busy} onClick={() => send(true)}>
                {t("saveDraft")}
              </Button>
              <Button
                type="submit"
                tone="primary"
                busy={busy}
                reason={slots.length === 0 ? t("slotsNeeded") : null}
              >
                {t("createOffer", { count: slots.length })}
              </Button>
            </>
          )}
        </div>
      </form>
    </Page>
  );
}

/** The step that asks for the first field that was refused. */
function stepOf(error: unknown): number | null {
  if (!isProblem(error, 422)) return null;
  const first = mapErrors(error, FIELDS.flat()).fields[0]?.path.split(".")[0];
  const found = FIELDS.findIndex((fields) => fields.some((field) => field === first));
  return found === -1 ? null : found;
}
