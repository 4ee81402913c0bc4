import { t } from "@/components/messages";
import { SearchX } from "lucide-react";
import { Button } from "@/components/ui/button";
import { StateFrame } from "./state-frame";

interface NoMatchProps {
  /** The filters that are on, in words: `["Status: Open", "Search: ada"]`. */
  filters: string[];
  onClear: () => void;
}

/** There are things, but none fits the filters. */
export function NoMatch({ filters, onClear }: NoMatchProps) {
  return (
    <StateFrame
      icon={SearchX}
      title={t("noMatch")}
      actions={
        <Button tone="secondary" onClick={onClear}>
          {t("clearFilters")}
        </Button>
      }
    >
      {filters.length > 0 && (
        <ul className="flex flex-wrap justify-center gap-1">
          {filters.map((filter) => (
            <li key={filter} className="rounded-control bg-sunken px-2 py-0.5 text-dense">
              {filter}
            </li>
          ))}
        </ul>
      )}
    </StateFrame>
  );
}
