import { useId, type ReactNode } from "react";
import { useWidth } from "./use-width";
import { formatNumber } from "@/lib/format";
import { ChartFrame } from "./chart-frame";
import type { ChartColour } from "./bar-list";
import { t } from "./messages";
import { labelled, places, ticks } from "./scale";

export interface Series {
  id: string;
  label: string;
  colour?: ChartColour;
  /** One for each point; the period before is drawn dashed. */
  values: readonly number[];
  dashed?: boolean;
}

interface TrendLineProps {
  title: string;
  note?: ReactNode;
  /** What stands under each point: `3 Mar`. */
  points: readonly string[];
  series: readonly Series[];
}

const HEIGHT = 200;
const LEFT = 36;
const BOTTOM = 24;
const TOP = 8;

const STROKES: Record<ChartColour, string> = {
  1: "stroke-chart-1",
  2: "stroke-chart-2",
  3: "stroke-chart-3",
  4: "stroke-chart-4",
  5: "stroke-chart-5",
};
const DOTS: Record<ChartColour, string> = {
  1: "fill-chart-1",
  2: "fill-chart-2",
  3: "fill-chart-3",
  4: "fill-chart-4",
  5: "fill-chart-5",
};
const KEYS: Record<ChartColour, string> = {
  1: "border-chart-1",
  2: "border-chart-2",
  3: "border-chart-3",
  4: "border-chart-4",
  5: "border-chart-5",
};

/** How something went over time: one or a few lines over the same days. */
export function TrendLine({ title, note, points, series }: TrendLineProps) {
  const clip = useId();
  const [box, width] = useWidth();
  const all = series.flatMap((each) => each.values);
  const steps = ticks(Math.max(0, ...all));
  const most = steps.at(-1) ?? 1;
  const xs = places(points.length, width - LEFT - 12).map((x) => x + LEFT);
  const y = (value: number) => TOP + (HEIGHT - TOP - BOTTOM) * (1 - value / most);
  const named = labelled(points.length, width - LEFT, 64);
  return (
    <ChartFrame
      title={title}
      note={note}
      empty={points.length === 0}
      table={{
        head: [t("when"), ...series.map((each) => each.label)],
        rows: points.map((point, at) => [
          point,
          ...series.map((each) => formatNumber(each.values[at] ?? 0)),
        ]),
      }}
    >
      <div ref={box}>
        {series.length > 1 && (
          <ul aria-hidden className="mb-2 flex flex-wrap gap-x-4 gap-y-1 text-dense text-muted">
            {series.map((each) => (
              <li key={each.id} className="flex items-center gap-1.5">
                <span
                  className={`w-4 border-t-2 ${each.dashed ? "border-dashed" : ""} ${KEYS[each.colour ?? 1]}`}
                />
                {each.label}
              </li>
            ))}
          </ul>
        )}
        <svg
          viewBox={`0 0 ${width} ${HEIGHT}`}
          aria-hidden
          className="h-auto w-full overflow-visible text-[11px]"
        >
          <clipPath id={clip}>
            <rect x={LEFT} y={0} width={width - LEFT} height={HEIGHT} />
          </clipPath>
          {steps.map((step) => (
            <g key={step}>
              <line x1={LEFT} x2={width} y1={y(step)} y2={y(step)} className="stroke-line" />
              <text
                x={LEFT - 8}
                y={y(step)}
                dy="0.32em"
                textAnchor="end"
                className="tabular fill-muted"
              >
                {formatNumber(step)}
              </text>
            </g>
          ))}
          {points.map(
            (point, at) =>
              named.has(at) && (
                <text
                  key={point}
                  x={xs[at]}
                  y={HEIGHT - 6}
                  textAnchor={at === 0 ? "start" : "middle"}
                  className="fill-muted"
                >
                  {point}
                </text>
              ),
          )}
          <g clipPath={`url(#${clip})`}>
            {series.map((each) => (
              <polyline
                key={each.id}
                points={each.values.map((value, at) => `${xs[at] ?? 0},${y(value)}`).join(" ")}
                fill="none"
                strokeWidth={2}
                strokeLinejoin="round"
                strokeDasharray={each.dashed ? "4 4" : undefined}
                className={STROKES[each.colour ?? 1]}
              />
            ))}
          </g>
          {series
            .filter((each) => !each.dashed)
            .map((each) =>
              each.values.map((value, at) => (
                <circle
                  key={`${each.id}-${points[at] ?? at}`}
                  cx={xs[at]}
                  cy={y(value)}
                  r={points.length > 31 ? 0 : 3}
                  className={DOTS[each.colour ?? 1]}
                >
                  <title>{`${points[at] ?? ""}: ${formatNumber(value)}`}</title>
                </circle>
              )),
            )}
        </svg>
      </div>
    </ChartFrame>
  );
}
