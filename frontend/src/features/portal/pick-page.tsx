import { lazy, Suspense, useEffect, useRef, type ReactNode } from "react";
import { ErrorState } from "@/components/states/error-state";
import { useZone } from "@/lib/use-zone";
import { whenIdle } from "@/lib/when-idle";
import { t } from "./messages";
import { may } from "./model";
import { BackToAll } from "./parts/back-to-all";
import { Loading } from "./parts/loading";
import { Choosing } from "./slots/choosing";
import { NotPossible } from "./slots/not-possible";
import { usePicking, type Lost, type Step } from "./slots/use-picking";

// What follows on the list is fetched while somebody chooses.
const loadReview = () => import("./slots/review");
const loadBooked = () => import("./slots/booked");
const Review = lazy(() => loadReview().then((module) => ({ default: module.Review })));
const Booked = lazy(() => loadBooked().then((module) => ({ default: module.Booked })));

function loadAhead(): void {
  Promise.all([loadReview(), loadBooked()]).catch(() => undefined);
}

/** Choose a time, or another one: the list, a look at it on both clocks, and the word that it is booked. */
export function PickPage({ id }: { id: string }) {
  const picking = usePicking(id);
  const zone = useZone();
  const { step, lost, interview, before, slot } = picking;
  useEffect(() => whenIdle(loadAhead), []);

  if (interview === null || before === null)
    return picking.found.isError ? (
      <ErrorState page error={picking.found.error} onRetry={() => void picking.found.refetch()} />
    ) : (
      <Loading cards={1} />
    );
  const moving = before.selected_slot_id !== null;
  return (
    <Suspense fallback={<Loading cards={1} />}>
      <Steps step={step} lost={lost}>
        {step === "done" ? (
          <Booked interview={interview} moved={moving} />
        ) : (
          <>
            <BackToAll />
            {step === "review" && slot ? (
              <Review
                interview={interview}
                slot={slot}
                zone={zone}
                booking={picking.booking}
                onBack={picking.back}
              />
            ) : may(interview, moving ? "reschedule" : "book-slot") ? (
              <Choosing picking={picking} interview={interview} zone={zone} />
            ) : (
              <NotPossible interview={interview} title={moving ? t("moveTitle") : t("pickTitle")} />
            )}
          </>
        )}
      </Steps>
    </Suspense>
  );
}

interface StepsProps {
  step: Step;
  lost: Lost;
  children: ReactNode;
}

/** A new step is a new page to those who do not see it; a lost time is said before the list is read again. */
function Steps({ step, lost, children }: StepsProps) {
  const page = useRef<HTMLDivElement>(null);
  const first = useRef(true);
  useEffect(() => {
    if (first.current) {
      first.current = false;
      return;
    }
    const target = lost ? "[data-slot=notice]" : "h1";
    page.current?.querySelector<HTMLElement>(target)?.focus();
    if (!lost) window.scrollTo({ top: 0 });
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- each step is a page of its own
  }, [step, lost]);
  return <div ref={page}>{children}</div>;
}
