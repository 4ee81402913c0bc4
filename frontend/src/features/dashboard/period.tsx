import { Segmented } from "@/components/ui/segmented";
import { t } from "./messages";
import { PERIODS, type DashboardSearch } from "./model";

interface PeriodProps {
  days: DashboardSearch["days"];
  onChange: (days: DashboardSearch["days"]) => void;
}

/** How far back the figures over time look. */
export function Period({ days, onChange }: PeriodProps) {
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
      <h2 className="text-section">{t("overTime")}</h2>
      <Segmented
        label={t("period")}
        value={days ?? "usual"}
        options={[
          { value: "usual", label: t("usual") },
          ...PERIODS.map((value) => ({ value, label: t("days", { count: Number(value) }) })),
        ]}
        onChange={(value) => onChange(PERIODS.find((each) => each === value))}
      />
    </div>
  );
}
