import type { ReactNode } from "react";
import { cn } from "@/lib/cn";
import { formatNumber, formatShare } from "@/lib/format";
import { FILLS, type Bar } from "./bar-list";
import { ChartFrame } from "./chart-frame";
import { t } from "./messages";
import { conversions } from "./scale";

interface FunnelBarsProps {
  title: string;
  note?: ReactNode;
  steps: readonly Bar[];
  unit?: string;
}

/** Steps that follow one another, with how many of the step before came so far. */
export function FunnelBars({ title, note, steps, unit = t("count") }: FunnelBarsProps) {
  const values = steps.map((step) => step.value);
  const shares = conversions(values);
  const most = Math.max(1, ...values);
  const words = (share: number | null | undefined) =>
    share === null || share === undefined ? t("noBefore") : formatShare(share);
  return (
    <ChartFrame
      title={title}
      note={note}
      empty={values.every((value) => value === 0)}
      table={{
        head: [t("step"), unit, t("ofBefore")],
        rows: steps.map((step, at) => [step.label, formatNumber(step.value), words(shares[at])]),
      }}
    >
      <ol className="grid gap-1.5">
        {steps.map((step, at) => (
          <li
            key={step.id}
            className="grid grid-cols-[minmax(84px,28%)_minmax(0,1fr)_minmax(40px,auto)] items-center gap-3"
          >
            <span className="truncate">{step.link ? step.link(step.label) : step.label}</span>
            <div aria-hidden className="flex h-7 items-center gap-2">
              <div
                className={cn("h-full min-w-1 rounded-[4px]", FILLS[step.colour ?? 1])}
                style={{ width: `${(step.value / most) * 82}%` }}
              />
              <span className="tabular font-medium">{formatNumber(step.value)}</span>
            </div>
            <span
              aria-hidden
              className="tabular text-end text-dense text-muted"
              title={at === 0 ? undefined : t("conversion", { share: words(shares[at]) })}
            >
              {at === 0 ? "" : words(shares[at])}
            </span>
          </li>
        ))}
      </ol>
    </ChartFrame>
  );
}
