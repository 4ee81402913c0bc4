import { ArrowUpRight, Check, Copy } from "lucide-react";
import { useState, type ReactNode } from "react";
import { PlaceLink } from "@/components/layout/place-link";
import { buttonStyle } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { Sheet } from "@/components/ui/sheet";
import { Button } from "@/components/ui/button";
import { pageOf } from "@/lib/entities";
import { formatMoment } from "@/lib/format";
import { useZone } from "@/lib/use-zone";
import { t } from "./messages";
import { contextOf, diffOf, metaText, spaced, type AuditSearch, type Entry } from "./model";
import { spoken } from "./words";

interface EntrySheetProps {
  entry: Entry;
  onClose: () => void;
  onSearch: (next: AuditSearch) => void;
}

/** One entry: who, what, when, from where; before and after; its place in the chain. */
export function EntrySheet({ entry, onClose, onSearch }: EntrySheetProps) {
  const zone = useZone();
  const changes = diffOf(entry);
  const context = contextOf(entry);
  const page = pageOf(entry.entity_type, entry.entity_id);
  const request = metaText(entry, "request_id");
  const address = metaText(entry, "address");
  const email = entry.user_email;
  return (
    <Sheet
      open
      wide
      onOpenChange={(open) => !open && onClose()}
      title={spoken(entry.action_type)}
      description={t("entry", { number: entry.number })}
    >
      <dl className="grid grid-cols-[104px_minmax(0,1fr)] gap-x-3 gap-y-2">
        <Line label={t("when")}>
          {formatMoment(entry.timestamp, zone)}
          <span className="block text-meta text-muted">
            {entry.timestamp} {t("utc")}
          </span>
        </Line>
        <Line label={t("who")}>
          {email ?? t("system")}
          {entry.user_role && (
            <span className="block text-meta text-muted">{spoken(entry.user_role)}</span>
          )}
        </Line>
        <Line label={t("object")}>
          {spoken(entry.entity_type)}
          <span className="block font-mono text-meta break-all text-muted">{entry.entity_id}</span>
        </Line>
        {address && <Line label={t("address")}>{address}</Line>}
        {request && (
          <Line label={t("requestId")}>
            <Copyable text={request} />
          </Line>
        )}
      </dl>
      <div className="mt-4 flex flex-wrap gap-2">
        {page && (
          <PlaceLink place={page} className={buttonStyle({ size: "small" })}>
            <ArrowUpRight aria-hidden />
            {t("openObject")}
          </PlaceLink>
        )}
        <Button size="small" onClick={() => onSearch({ id: entry.entity_id })}>
          {t("allOf")}
        </Button>
        {email && (
          <Button size="small" onClick={() => onSearch({ actor: email })}>
            {t("allBy")}
          </Button>
        )}
      </div>

      <h3 className="mt-6 mb-2 text-section">{t("diff")}</h3>
      {changes.length === 0 ? (
        <p className="text-muted">{t("noDiff")}</p>
      ) : (
        <table className="w-full table-fixed text-dense">
          <thead>
            <tr className="border-b text-muted">
              <th scope="col" className="w-1/4 py-1.5 pe-2 text-start font-medium">
                {t("field")}
              </th>
              <th scope="col" className="py-1.5 pe-2 text-start font-medium">
                {t("before")}
              </th>
              <th scope="col" className="py-1.5 text-start font-medium">
                {t("after")}
              </th>
            </tr>
          </thead>
          <tbody>
            {changes.map((change) => (
              <tr key={change.field} className="border-b align-top">
                <th scope="row" className="py-1.5 pe-2 text-start font-normal break-words">
                  {spaced(change.field)}
                </th>
                <td className="py-1.5 pe-2">
                  <Value text={change.before} className="bg-danger-bg text-danger-fg" />
                </td>
                <td className="py-1.5">
                  <Value text={change.after} className="bg-success-bg text-success-fg" />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}

      {context.length > 0 && (
        <>
          <h3 className="mt-6 mb-2 text-section">{t("context")}</h3>
          <dl className="grid grid-cols-[104px_minmax(0,1fr)] gap-x-3 gap-y-1.5 text-dense">
            {context.map((each) => (
              <Line key={each.field} label={spaced(each.field)}>
                {each.value}
              </Line>
            ))}
          </dl>
        </>
      )}

      <h3 className="mt-6 mb-2 text-section">{t("chain")}</h3>
      <dl className="grid grid-cols-[104px_minmax(0,1fr)] gap-x-3 gap-y-1.5 text-dense">
        <Line label={t("hash")}>
          <Copyable text={entry.entry_hash} />
        </Line>
        <Line label={t("previous")}>
          <Copyable text={entry.previous_hash} />
        </Line>
      </dl>
    </Sheet>
  );
}

function Line({ label, children }: { label: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-muted">{label}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </>
  );
}

function Value({ text, className }: { text: string | null; className: string }) {
  if (text === null) return <span className="text-muted">{t("nothing")}</span>;
  return (
    <span className={`rounded-[4px] box-decoration-clone px-1 break-words ${className}`}>
      {text}
    </span>
  );
}

function Copyable({ text }: { text: string }) {
  const [copied, setCopied] = useState(false);
  return (
    <span className="flex items-start gap-1">
      <span className="min-w-0 flex-1 font-mono text-meta/5 break-all">{text}</span>
      <IconButton
        icon={copied ? Check : Copy}
        label={copied ? t("copied") : t("copy")}
        className="-my-1 size-7 w-7 shrink-0"
        onClick={() => void navigator.clipboard.writeText(text).then(() => setCopied(true))}
      />
    </span>
  );
}
