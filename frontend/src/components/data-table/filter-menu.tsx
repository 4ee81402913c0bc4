import { ChevronDown } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import { t } from "./messages";
import type { Filter } from "./types";

interface FilterMenuProps {
  filter: Filter;
  values: readonly string[];
  onToggle: (value: string) => void;
  onClear: () => void;
}

/** One filter: its values as boxes, the chosen ones counted on the button. */
export function FilterMenu({ filter, values, onToggle, onClear }: FilterMenuProps) {
  return (
    <Popover>
      <PopoverTrigger asChild>
        <Button className={values.length > 0 ? "border-primary bg-primary-soft" : undefined}>
          {filter.label}
          {values.length > 0 && (
            <span className="tabular rounded-full bg-primary px-1.5 text-meta text-on-primary">
              {values.length}
            </span>
          )}
          <ChevronDown aria-hidden />
        </Button>
      </PopoverTrigger>
      <PopoverContent aria-label={filter.label} className="min-w-52">
        <fieldset className="grid gap-1.5">
          <legend className="sr-only">{filter.label}</legend>
          {filter.options.map((option) => (
            <Checkbox
              key={option.value}
              label={option.label}
              checked={values.includes(option.value)}
              onChange={() => onToggle(option.value)}
            />
          ))}
        </fieldset>
        {values.length > 0 && (
          <Button tone="quiet" size="small" className="-ms-2 mt-2" onClick={onClear}>
            {t("clear")}
          </Button>
        )}
      </PopoverContent>
    </Popover>
  );
}
