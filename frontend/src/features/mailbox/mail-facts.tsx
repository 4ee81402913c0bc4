import { formatMoment } from "@/lib/format";
import { useZone } from "@/lib/use-zone";
import { t } from "./messages";
import type { MailDetail } from "./model";

export function Headers({ headers }: { headers: MailDetail["headers"] }) {
  return (
    <dl className="grid gap-x-3 gap-y-1.5 text-dense sm:grid-cols-[160px_minmax(0,1fr)]">
      {Object.entries(headers).map(([name, value]) => (
        <div key={name} className="contents">
          <dt className="text-muted">{name}</dt>
          <dd className="font-mono text-meta/5 break-all max-sm:mb-1">{String(value)}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Every try, oldest first, with what came of it. */
export function DeliveryLog({ log }: { log: MailDetail["log"] }) {
  const zone = useZone();
  if (log.length === 0) return <p className="text-muted">{t("noLog")}</p>;
  return (
    <ol className="grid gap-2 text-dense">
      {log.map((line) => (
        <li key={`${line.at} ${line.outcome}`} className="border-s-2 ps-3">
          <p>
            <span className="font-medium">{line.outcome}</span>
            {line.channel && <span className="text-muted"> · {line.channel}</span>}
          </p>
          <p className="text-muted">
            <time dateTime={line.at}>{formatMoment(line.at, zone)}</time>
          </p>
          {line.reason && <p className="break-words">{line.reason}</p>}
        </li>
      ))}
    </ol>
  );
}
