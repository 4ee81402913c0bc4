import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { ArrowUpRight, ChevronLeft, Download, RotateCcw } from "lucide-react";
import { useState } from "react";
import { newKey } from "@/api/headers";
import { PlaceLink } from "@/components/layout/place-link";
import { ErrorState } from "@/components/states/error-state";
import { Button, buttonStyle } from "@/components/ui/button";
import { Pill } from "@/components/ui/pill";
import { Skeleton } from "@/components/ui/skeleton";
import { Tabs } from "@/components/ui/tabs";
import { toast } from "@/components/ui/toast";
import { pageOf } from "@/lib/entities";
import { formatBytes, formatMoment, formatRelative } from "@/lib/format";
import { useZone } from "@/lib/use-zone";
import { mail as mailQuery, rawMail, useRetry } from "./api";
import { DeliveryLog, Headers } from "./mail-facts";
import { MailFrame } from "./mail-frame";
import type { MailboxSearch } from "./mailbox-page";
import { t } from "./messages";
import { bytesOf, mayRetry, statusLook, type MailDetail } from "./model";
import { save } from "./save";

interface MailViewProps {
  messageId: string;
  /** The list without a chosen mail. */
  back: MailboxSearch;
}

/** One mail: as it was sent, its text, headers, attachments, and how its delivery went. */
export function MailView({ messageId, back }: MailViewProps) {
  const found = useQuery(mailQuery(messageId));
  return (
    <section aria-label={t("mail")} className="min-w-0 rounded-card border bg-card p-4">
      <Link
        to="/mailbox"
        search={back}
        className="-ms-1 mb-2 inline-flex min-h-6 items-center gap-0.5 text-dense text-muted hover:text-fg lg:hidden"
      >
        <ChevronLeft aria-hidden className="size-4" />
        {t("close")}
      </Link>
      {found.data ? (
        <Opened key={found.data.message_id} mail={found.data} />
      ) : found.error ? (
        <ErrorState error={found.error} what={t("mailWhat")} onRetry={() => void found.refetch()} />
      ) : (
        <div aria-busy="true" className="grid gap-3">
          <Skeleton className="h-6 w-2/3" />
          <Skeleton className="w-1/2" />
          <Skeleton className="h-96" />
        </div>
      )}
    </section>
  );
}

const TABS = ["html", "text", "log", "headers"] as const;

function Opened({ mail }: { mail: MailDetail }) {
  const zone = useZone();
  const retry = useRetry();
  const [key] = useState(newKey);
  const [tab, setTab] = useState<(typeof TABS)[number]>("html");
  const { tone, icon, label } = statusLook(mail.status);
  const about = pageOf(mail.entity_type ?? "", mail.entity_id ?? "");
  const gone = mail.html === "" && mail.text === "";
  return (
    <>
      <div className="flex flex-wrap items-start gap-x-3 gap-y-2">
        <div className="min-w-48 flex-1">
          <h2 className="text-section break-words">{mail.subject}</h2>
          <p className="break-words text-muted">
            {t("toLine", { name: mail.to_name, email: mail.to })}
          </p>
        </div>
        <Pill tone={tone} icon={icon}>
          {label}
        </Pill>
      </div>
      <p className="mt-1 text-dense text-muted">
        <time dateTime={mail.created_at}>
          {formatMoment(mail.sent_at ?? mail.created_at, zone)}
        </time>
        {" · "}
        {t("attempt", { count: mail.attempts })}
        {mail.next_attempt_at &&
          ` · ${t("nextTry", { when: formatRelative(mail.next_attempt_at) })}`}
      </p>
      <div className="my-3 flex flex-wrap gap-2">
        {mayRetry(mail) && (
          <Button
            size="small"
            tone="primary"
            busy={retry.isPending}
            onClick={() => retry.mutate({ message_id: mail.message_id, key })}
          >
            <RotateCcw aria-hidden />
            {t("retry")}
          </Button>
        )}
        {about && (
          <PlaceLink place={about} className={buttonStyle({ size: "small" })}>
            <ArrowUpRight aria-hidden />
            {t("about")}
          </PlaceLink>
        )}
        {!gone && (
          <Button
            size="small"
            onClick={() =>
              void rawMail(mail.message_id).then(
                (content) => save(`${mail.message_id}.eml`, content),
                (error: unknown) => toast.failed(t("rawFailed"), error),
              )
            }
          >
            <Download aria-hidden />
            {t("raw")}
          </Button>
        )}
        {mail.attachments.map((each) => (
          <Button
            key={each.filename}
            size="small"
            onClick={() =>
              save(each.filename, new Blob([bytesOf(each.content)], { type: each.content_type }))
            }
          >
            <Download aria-hidden />
            {t("download", { name: each.filename, size: formatBytes(each.size) })}
          </Button>
        ))}
      </div>
      <Tabs
        label={t("view")}
        value={tab}
        onChange={setTab}
        tabs={[
          { value: "html", label: t("html") },
          { value: "text", label: t("text") },
          { value: "log", label: t("log"), count: mail.log.length },
          { value: "headers", label: t("headers") },
        ]}
      >
        {tab === "log" ? (
          <DeliveryLog log={mail.log} />
        ) : gone ? (
          <p className="text-muted">{t("erased")}</p>
        ) : tab === "html" ? (
          <MailFrame subject={mail.subject} html={mail.html} />
        ) : tab === "text" ? (
          <pre className="max-w-[72ch] font-sans break-words whitespace-pre-wrap">{mail.text}</pre>
        ) : (
          <Headers headers={mail.headers} />
        )}
      </Tabs>
    </>
  );
}
