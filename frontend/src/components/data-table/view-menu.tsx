import { SlidersHorizontal } from "lucide-react";
import { Button } from "@/components/ui/button";
import {
  DropdownMenu,
  DropdownMenuCheck,
  DropdownMenuContent,
  DropdownMenuLabel,
  DropdownMenuRadios,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { setPreferences, usePreferences } from "@/lib/preferences";
import { PAGE_SIZES } from "@/lib/search-params";
import { t } from "./messages";

interface ViewMenuProps {
  columns: readonly { id: string; header: string }[];
  off: readonly string[];
  onToggle: (id: string) => void;
  size: number;
  onSize: (size: (typeof PAGE_SIZES)[number]) => void;
}

/** How the list is drawn: columns, height of rows, rows per page. */
export function ViewMenu({ columns, off, onToggle, size, onSize }: ViewMenuProps) {
  const { density } = usePreferences();
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button tone="quiet">
          <SlidersHorizontal aria-hidden />
          {t("view")}
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent>
        <DropdownMenuLabel>{t("columns")}</DropdownMenuLabel>
        {columns.map((column) => (
          <DropdownMenuCheck
            key={column.id}
            checked={!off.includes(column.id)}
            onCheckedChange={() => onToggle(column.id)}
            onSelect={(event) => event.preventDefault()}
          >
            {column.header}
          </DropdownMenuCheck>
        ))}
        <DropdownMenuSeparator />
        <DropdownMenuRadios
          label={t("density")}
          value={density}
          onChange={(next) => setPreferences({ density: next })}
          options={[
            { value: "comfortable", label: t("comfortable") },
            { value: "compact", label: t("compact") },
          ]}
        />
        <DropdownMenuSeparator />
        <DropdownMenuRadios
          label={t("pageSize")}
          value={String(size)}
          onChange={(next) => onSize(PAGE_SIZES.find((each) => String(each) === next) ?? 50)}
          options={PAGE_SIZES.map((each) => ({ value: String(each), label: String(each) }))}
        />
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
