import { useEffect, useRef } from "react";
import { ErrorState } from "@/components/states/error-state";
import { useZone } from "@/lib/use-zone";
import { t } from "./messages";
import { may } from "./model";
import { BackToAll } from "./parts/back-to-all";
import { Loading } from "./parts/loading";
import { Booked } from "./slots/booked";
import { Choosing } from "./slots/choosing";
import { Review } from "./slots/review";
import { NotPossible } from "./slots/not-possible";
import { usePicking } from "./slots/use-picking";

/** Choose a time, or another one: the list, a look at it on both clocks, and the word that it is booked. */
export function PickPage({ id }: { id: string }) {
  const picking = usePicking(id);
  const zone = useZone();
  const page = useRef<HTMLDivElement>(null);
  const { step, lost, interview, before, slot } = picking;

  // A new step is a new page to those who do not see it; a lost time is said before the list is read again.
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

  if (interview === null || before === null)
    return picking.found.isError ? (
      <ErrorState page error={picking.found.error} onRetry={() => void picking.found.refetch()} />
    ) : (
      <Loading cards={1} />
    );
  const moving = before.selected_slot_id !== null;
  return (
    <div ref={page}>
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
    </div>
  );
}
