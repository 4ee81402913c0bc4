import { Link } from "@tanstack/react-router";
import { Pill } from "@/components/ui/pill";
import { formatMoment, formatRelative } from "@/lib/format";
import { useZone } from "@/lib/use-zone";
import { cn } from "@/lib/cn";
import { t } from "./messages";
import { statusLook, templateLabel, type Mail } from "./model";
import type { MailboxSearch } from "./mailbox-page";

interface MailListProps {
  mails: readonly Mail[];
  search: MailboxSearch;
}

export function MailList({ mails, search }: MailListProps) {
  const zone = useZone();
  return (
    <ul aria-label={t("list")} className="divide-y rounded-card border bg-card">
      {mails.map((mail) => {
        const { tone, icon, label } = statusLook(mail.status);
        const chosen = search.message === mail.message_id;
        return (
          <li
            key={mail.message_id}
            className={cn(
              "relative px-4 py-2.5 first:rounded-t-card last:rounded-b-card hover:bg-sunken has-[a:focus-visible]:outline-2 has-[a:focus-visible]:-outline-offset-2 has-[a:focus-visible]:outline-ring",
              chosen && "bg-primary-soft hover:bg-primary-soft",
            )}
          >
            <div className="flex items-baseline gap-2">
              <Link
                to="/mailbox"
                search={{ ...search, message: mail.message_id }}
                aria-current={chosen ? "true" : undefined}
                className="min-w-0 flex-1 truncate font-medium outline-none after:absolute after:inset-0"
              >
                {mail.subject}
              </Link>
              <time
                dateTime={mail.created_at}
                title={formatMoment(mail.created_at, zone)}
                className="shrink-0 text-meta text-muted"
              >
                {formatRelative(mail.created_at)}
              </time>
            </div>
            <div className="mt-0.5 flex items-center gap-2 text-dense text-muted">
              <span className="min-w-0 flex-1 truncate">
                {mail.to} · {templateLabel(mail.template)}
              </span>
              {mail.status !== "sent" && (
                <Pill tone={tone} icon={icon}>
                  {label}
                </Pill>
              )}
            </div>
          </li>
        );
      })}
    </ul>
  );
}
