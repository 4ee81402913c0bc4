import { Check } from "lucide-react";
import { cn } from "@/lib/cn";
import { t } from "../messages";
import { STEPS } from "./form";

/** Where one is; steps that were done can be gone back to. */
export function Steps({ step, onStep }: { step: number; onStep: (step: number) => void }) {
  return (
    <nav aria-label={t("steps")} className="mb-5">
      <ol className="flex flex-wrap gap-x-4 gap-y-1">
        {STEPS.map((each, index) => (
          <li key={each}>
            <button
              type="button"
              aria-current={index === step ? "step" : undefined}
              disabled={index > step}
              onClick={() => onStep(index)}
              className={cn(
                "flex h-8 items-center gap-1.5 rounded-control text-dense text-muted",
                index === step && "font-medium text-fg",
                index < step && "hover:text-fg",
              )}
            >
              <span
                aria-hidden
                className={cn(
                  "tabular grid size-5 place-items-center rounded-full border text-meta",
                  index === step && "border-primary bg-primary text-on-primary",
                  index < step && "border-primary text-primary",
                )}
              >
                {index < step ? <Check className="size-3" /> : index + 1}
              </span>
              <span className={cn(index !== step && "max-sm:sr-only")}>{t(each)}</span>
            </button>
          </li>
        ))}
      </ol>
    </nav>
  );
}
