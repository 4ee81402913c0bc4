import { CalendarRange } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import { t } from "./messages";

interface DateRangeProps {
  /** `2026-03-29`. */
  from?: string;
  to?: string;
  onChange: (span: { from?: string; to?: string }) => void;
}

/** Days between which the interview takes place. */
export function DateRange({ from, to, onChange }: DateRangeProps) {
  const on = from !== undefined || to !== undefined;
  return (
    <Popover>
      <PopoverTrigger asChild>
        <Button className={on ? "border-primary bg-primary-soft" : undefined}>
          <CalendarRange aria-hidden />
          {on ? t("between", { from: from ?? "…", to: to ?? "…" }) : t("anyTime")}
        </Button>
      </PopoverTrigger>
      <PopoverContent align="end" aria-label={t("time")} className="grid gap-3">
        <Field label={t("from")}>
          {(control) => (
            <Input
              {...control}
              type="date"
              value={from ?? ""}
              max={to}
              onChange={(event) => onChange({ from: event.target.value || undefined, to })}
            />
          )}
        </Field>
        <Field label={t("to")}>
          {(control) => (
            <Input
              {...control}
              type="date"
              value={to ?? ""}
              min={from}
              onChange={(event) => onChange({ from, to: event.target.value || undefined })}
            />
          )}
        </Field>
        {on && (
          <Button
            size="small"
            tone="quiet"
            onClick={() => onChange({ from: undefined, to: undefined })}
          >
            {t("anyTime")}
          </Button>
        )}
      </PopoverContent>
    </Popover>
  );
}
