import type { ReactNode } from "react";
import { cn } from "@/lib/cn";
import { formatNumber } from "@/lib/format";
import { ChartFrame } from "./chart-frame";
import { t } from "./messages";

export type ChartColour = 1 | 2 | 3 | 4 | 5;

export const FILLS: Record<ChartColour, string> = {
  1: "bg-chart-1",
  2: "bg-chart-2",
  3: "bg-chart-3",
  4: "bg-chart-4",
  5: "bg-chart-5",
};

export interface Bar {
  id: string;
  label: string;
  value: number;
  colour?: ChartColour;
  /** Makes of the label a link to what was counted: gets the words, answers the link. */
  link?: (words: ReactNode) => ReactNode;
}

interface BarListProps {
  title: string;
  note?: ReactNode;
  bars: readonly Bar[];
  /** What is counted, as the table's head. */
  unit?: string;
}

/** Amounts side by side, the words on their bars: jobs by client, load by recruiter. */
export function BarList({ title, note, bars, unit = t("count") }: BarListProps) {
  const most = Math.max(1, ...bars.map((bar) => bar.value));
  return (
    <ChartFrame
      title={title}
      note={note}
      empty={bars.length === 0}
      table={{
        head: [t("step"), unit],
        rows: bars.map((bar) => [bar.label, formatNumber(bar.value)]),
      }}
    >
      <ul className="grid gap-2">
        {bars.map((bar) => (
          <li key={bar.id}>
            <div className="mb-1 flex items-baseline justify-between gap-3">
              <span className="min-w-0 truncate">{bar.link ? bar.link(bar.label) : bar.label}</span>
              <span aria-hidden className="tabular font-medium">
                {formatNumber(bar.value)}
              </span>
            </div>
            <div aria-hidden className="h-2 rounded-full bg-sunken">
              <div
                className={cn(
                  "h-full rounded-full",
                  bar.value > 0 && "min-w-1",
                  FILLS[bar.colour ?? 1],
                )}
                style={{ width: `${(bar.value / most) * 100}%` }}
              />
            </div>
          </li>
        ))}
      </ul>
    </ChartFrame>
  );
}
