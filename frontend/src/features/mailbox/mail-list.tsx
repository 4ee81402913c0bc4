import { Link } from "@tanstack/react-router";
import { Pill } from "@/components/ui/pill";
import { ReadingItem, ReadingList } from "@/components/ui/reading-list";
import { t } from "./messages";
import { statusLook, templateLabel, type Mail } from "./model";
import type { MailboxSearch } from "./mailbox-page";

interface MailListProps {
  mails: readonly Mail[];
  search: MailboxSearch;
}

export function MailList({ mails, search }: MailListProps) {
  return (
    <ReadingList label={t("list")}>
      {mails.map((mail) => {
        const { tone, icon, label } = statusLook(mail.status);
        return (
          <ReadingItem
            key={mail.message_id}
            chosen={search.message === mail.message_id}
            at={mail.created_at}
            link={(look) => (
              <Link {...look} to="/mailbox" search={{ ...search, message: mail.message_id }}>
                {mail.subject}
              </Link>
            )}
            detail={`${mail.to} · ${templateLabel(mail.template)}`}
            mark={
              mail.status !== "sent" && (
                <Pill tone={tone} icon={icon}>
                  {label}
                </Pill>
              )
            }
          />
        );
      })}
    </ReadingList>
  );
}
