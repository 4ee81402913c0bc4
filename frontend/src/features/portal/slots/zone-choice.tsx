import { ChevronDown, Globe } from "lucide-react";
import { lazy, Suspense, useId, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { t } from "../messages";
import { zoneName } from "./slots";

const ZoneSearch = lazy(() => import("./zone-search"));

/** Says in which zone the times are shown, and lets one choose another. `at`: names change with the season. */
export function ZoneChoice({ zone, at }: { zone: string; at: string }) {
  const [open, setOpen] = useState(false);
  const id = useId();
  const opener = useRef<HTMLButtonElement>(null);
  return (
    <div className="mb-4">
      <div className="flex items-start gap-2">
        <Globe aria-hidden className="mt-0.5 size-5 shrink-0 text-muted" />
        <p className="flex min-w-0 flex-1 flex-wrap items-center gap-x-4">
          <span className="min-w-0 flex-1 basis-56">
            {t("shownIn", { zone: zoneName(zone, at) })}
          </span>
          <Button
            ref={opener}
            tone="quiet"
            aria-expanded={open}
            aria-controls={open ? id : undefined}
            className="-mx-3 text-primary"
            onClick={() => setOpen(!open)}
          >
            {t("changeZone")}
            <ChevronDown aria-hidden className={open ? "rotate-180" : ""} />
          </Button>
        </p>
      </div>
      {open && (
        <div id={id} className="mt-2">
          <Suspense fallback={<Skeleton className="h-11" />}>
            <ZoneSearch
              zone={zone}
              at={at}
              onDone={() => {
                setOpen(false);
                opener.current?.focus();
              }}
            />
          </Suspense>
        </div>
      )}
    </div>
  );
}
