import { CloudOff } from "lucide-react";
import { Button } from "@/components/ui/button";
import type { Stats } from "./api";
import { t } from "./messages";

interface MissingProps {
  title: string;
  part: Stats["degraded"][number];
  onRetry: () => void;
}

/** Instead of a chart whose service did not answer. */
export function Missing({ title, part, onRetry }: MissingProps) {
  return (
    <div data-slot="missing">
      <h2 className="mb-2 text-section">{title}</h2>
      <div className="grid justify-items-center gap-2 py-6 text-center text-muted">
        <CloudOff aria-hidden className="size-5" strokeWidth={1.5} />
        <p>{t("partWhy", { part: t(part) })}</p>
        <Button size="small" onClick={onRetry}>
          {t("tryAgain")}
        </Button>
      </div>
    </div>
  );
}
