import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { MailOpen, Mails } from "lucide-react";
import { ListAndOne } from "@/components/layout/list-and-one";
import { Page } from "@/components/layout/page";
import { Empty } from "@/components/states/empty";
import { Notice } from "@/components/ui/notice";
import { Tabs } from "@/components/ui/tabs";
import { channel, mails, type MailQuery } from "./api";
import { MailFilters } from "./mail-filters";
import { MailList } from "./mail-list";
import { MailView } from "./mail-view";
import { t } from "./messages";
import { statusLook, templateLabel } from "./model";
import { TemplatesView } from "./templates-view";

export interface MailboxSearch extends MailQuery {
  view?: "templates";
  /** The mail that is read; in the templates' view, the template. */
  message?: string;
}

export function MailboxPage({ search }: { search: MailboxSearch }) {
  const navigate = useNavigate();
  const { data: state } = useQuery(channel());
  const put = (next: MailboxSearch) => void navigate({ to: "/mailbox", search: next });
  const view = search.view ?? "mails";
  return (
    <Page title={t("title")} meta={t("lead")}>
      {state && (
        <Notice tone={state.external ? "info" : "warn"} className="mb-4">
          {t(`channel_${state.channel}`)}
        </Notice>
      )}
      <Tabs
        label={t("view")}
        value={view}
        onChange={(next) => put(next === "templates" ? { view: next } : {})}
        tabs={[
          { value: "mails", label: t("mails") },
          { value: "templates", label: t("templates") },
        ]}
      >
        {view === "templates" ? (
          <TemplatesView
            chosen={search.message}
            onChoose={(message) => put({ view: "templates", message })}
          />
        ) : (
          <MailsView search={search} onSearch={put} />
        )}
      </Tabs>
    </Page>
  );
}

interface MailsViewProps {
  search: MailboxSearch;
  onSearch: (next: MailboxSearch) => void;
}

function MailsView({ search, onSearch }: MailsViewProps) {
  const { template, status, to, message } = search;
  const query = { template, status, to };
  const found = useInfiniteQuery(mails(query));
  const items = found.data?.pages.flatMap((page) => page.items) ?? [];
  const filters = [
    ...(template ? [t("filterTemplate", { name: templateLabel(template) })] : []),
    ...(status ? [t("filterStatus", { status: statusLook(status).label })] : []),
    ...(to ? [t("filterTo", { email: to })] : []),
  ];
  return (
    <ListAndOne
      found={found}
      what={t("what")}
      bar={<MailFilters search={query} onSearch={onSearch} />}
      filters={filters}
      onClear={() => onSearch({})}
      empty={
        <Empty icon={Mails} title={t("emptyTitle")}>
          {t("emptyText")}
        </Empty>
      }
      list={items.length > 0 && <MailList mails={items} search={search} />}
      words={{ more: t("more"), end: t("end"), choose: t("chooseTitle") }}
      icon={MailOpen}
      one={message !== undefined && <MailView messageId={message} back={query} />}
    />
  );
}
