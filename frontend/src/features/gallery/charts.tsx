import { BarList } from "@/components/charts/bar-list";
import { FunnelBars } from "@/components/charts/funnel-bars";
import { TrendLine } from "@/components/charts/trend-line";
import { Section } from "./section";

const DAYS = Array.from({ length: 14 }, (_, at) => `${at + 1} Mar`);

export function Charts() {
  const frame = "rounded-card border bg-card p-4";
  return (
    <Section title="Charts">
      <div className="grid gap-4 lg:grid-cols-2">
        <div className={frame}>
          <FunnelBars
            title="From applied to hired"
            note="Last 30 days"
            steps={[
              { id: "new", label: "New", value: 240 },
              { id: "review", label: "In review", value: 130, colour: 2 },
              { id: "progress", label: "In progress", value: 41, colour: 4 },
              { id: "selected", label: "Selected", value: 7, colour: 5 },
            ]}
          />
        </div>
        <div className={frame}>
          <BarList
            title="Open jobs by client"
            bars={[
              { id: "a", label: "Kestrel Analytics", value: 12 },
              { id: "b", label: "Sunda Health", value: 7 },
              { id: "c", label: "Meridian Freight", value: 0 },
            ]}
          />
        </div>
        <div className={`${frame} lg:col-span-2`}>
          <TrendLine
            title="New candidates by day"
            points={DAYS}
            series={[
              {
                id: "now",
                label: "This period",
                values: [3, 5, 2, 8, 13, 9, 4, 6, 11, 17, 12, 9, 14, 10],
              },
              {
                id: "before",
                label: "The period before",
                dashed: true,
                colour: 3,
                values: [2, 3, 4, 4, 6, 8, 7, 5, 6, 9, 8, 9, 7, 8],
              },
            ]}
          />
        </div>
        <div className={frame}>
          <BarList title="Nothing yet" bars={[]} />
        </div>
      </div>
    </Section>
  );
}
