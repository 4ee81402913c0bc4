import { Check, Minus } from "lucide-react";
import { cn } from "@/lib/cn";
import { t } from "../messages";
import type { Ladder } from "../model";
import { STEP_WORDS } from "../words";

const STATES = { done: t("stepDone"), current: t("stepCurrent"), ahead: t("stepAhead") };

/** The way of an application, step by step: a column on phones, a row where there is room. */
export function LadderView({ ladder }: { ladder: Ladder }) {
  const over = ladder.closed === "ended";
  return (
    <ol aria-label={t("progress")} className="grid gap-2 sm:grid-cols-5 sm:gap-1">
      {ladder.steps.map(({ step, state }, index) => (
        <li
          key={step}
          aria-current={state === "current" ? "step" : undefined}
          className="flex items-center gap-3 sm:flex-col sm:items-start sm:gap-2"
        >
          <div className="flex items-center sm:w-full">
            <span
              aria-hidden
              className={cn(
                "tabular grid size-7 shrink-0 place-items-center rounded-full border text-meta font-medium",
                state === "done" && !over && "border-transparent bg-success-bg text-success-fg",
                state === "done" && over && "border-transparent bg-neutral-bg text-neutral-fg",
                state === "current" && "border-primary bg-primary text-on-primary",
                state === "ahead" && "border-control text-muted",
              )}
            >
              {state === "done" ? (
                <Check className="size-4" />
              ) : state === "ahead" && over ? (
                <Minus className="size-4" />
              ) : (
                index + 1
              )}
            </span>
            {index < ladder.steps.length - 1 && (
              <span
                aria-hidden
                className={cn(
                  "ms-1 hidden h-px flex-1 sm:block",
                  state === "done" && !over ? "bg-success-fg" : "bg-line",
                )}
              />
            )}
          </div>
          <span className={cn("text-body", state === "current" ? "font-medium" : "text-muted")}>
            {STEP_WORDS[step]}
            <span className="sr-only">, {STATES[state]}</span>
          </span>
        </li>
      ))}
    </ol>
  );
}
