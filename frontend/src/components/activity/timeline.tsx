import { formatMoment, formatRelative } from "@/lib/format";
import { useZone } from "@/lib/use-zone";
import type { Line } from "./describe";
import { t } from "./messages";

/** Lines of history, newest first. */
export function Timeline({ lines }: { lines: readonly Line[] }) {
  const zone = useZone();
  return (
    <ol className="grid">
      {lines.map((line) => (
        <li
          key={line.id}
          className="relative grid gap-0.5 border-s ps-4 pb-5 last:border-transparent last:pb-0"
        >
          <span
            aria-hidden
            className="absolute -start-[5px] top-1.5 size-2.5 rounded-full border-2 border-bg bg-control"
          />
          <p className="font-medium">{line.title}</p>
          <p className="text-dense text-muted">
            <span className="break-all">{line.by ?? t("system")}</span>
            {" · "}
            <time dateTime={line.at} title={formatMoment(line.at, zone)}>
              {formatRelative(line.at)}
            </time>
          </p>
          {line.reason && <p className="max-w-[72ch]">{t("reason", { reason: line.reason })}</p>}
          {line.changes.length > 0 && (
            <ul className="text-dense text-muted">
              {line.changes.map((change) => (
                <li key={change.field} className="max-w-[72ch] break-words">
                  {t("fromTo", {
                    field: change.field,
                    from: change.from ?? t("none"),
                    to: change.to ?? t("none"),
                  })}
                </li>
              ))}
            </ul>
          )}
        </li>
      ))}
    </ol>
  );
}
