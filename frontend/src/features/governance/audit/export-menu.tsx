import { useQueryClient } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { toast } from "@/components/ui/toast";
import { keys } from "@/lib/keys";
import { saveFile } from "@/lib/save-file";
import { useZone } from "@/lib/use-zone";
import { exported, FORMATS, type Format } from "./api";
import { t } from "./messages";
import type { AuditSearch } from "./model";

/** Takes what the filters leave away as a file. The server notes it in the log. */
export function ExportMenu({ search }: { search: AuditSearch }) {
  const cache = useQueryClient();
  const zone = useZone();
  const [busy, setBusy] = useState(false);
  const take = (format: Format) => {
    setBusy(true);
    exported(search, zone, format)
      .then(
        (file) => {
          saveFile(file, `audit-log-${new Date().toISOString().slice(0, 10)}.${format}`);
          toast.done(t("exported"));
        },
        (error: unknown) => toast.failed(t("notExported"), error),
      )
      .finally(() => {
        setBusy(false);
        void cache.invalidateQueries({ queryKey: keys.audit.all });
      });
  };
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button busy={busy}>
          <Download aria-hidden />
          {t("export")}
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end">
        <DropdownMenuLabel>
          {Object.values(search).some(Boolean) ? t("exportFiltered") : t("exportAll")}
        </DropdownMenuLabel>
        {FORMATS.map((format) => (
          <DropdownMenuItem
            key={format}
            reason={busy ? t("exporting") : null}
            onSelect={() => take(format)}
          >
            {t(format)}
          </DropdownMenuItem>
        ))}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
