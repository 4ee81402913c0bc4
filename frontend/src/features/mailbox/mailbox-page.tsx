import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { MailOpen, Mails } from "lucide-react";
import { Page } from "@/components/layout/page";
import { Empty } from "@/components/states/empty";
import { ErrorState } from "@/components/states/error-state";
import { NoMatch } from "@/components/states/no-match";
import { StaleStrip } from "@/components/states/stale-strip";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { Skeleton } from "@/components/ui/skeleton";
import { Tabs } from "@/components/ui/tabs";
import { cn } from "@/lib/cn";
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
    <>
      <div className={cn(message && "max-lg:hidden")}>
        <MailFilters search={query} onSearch={onSearch} />
      </div>
      {!found.data ? (
        found.error ? (
          <ErrorState error={found.error} what={t("what")} onRetry={() => void found.refetch()} />
        ) : (
          <div aria-busy="true" className="grid gap-2">
            {Array.from({ length: 6 }, (_, at) => (
              <Skeleton key={at} className="h-14" />
            ))}
          </div>
        )
      ) : items.length === 0 && message === undefined ? (
        filters.length > 0 ? (
          <NoMatch filters={filters} onClear={() => onSearch({})} />
        ) : (
          <Empty icon={Mails} title={t("emptyTitle")}>
            {t("emptyText")}
          </Empty>
        )
      ) : (
        <div className="grid items-start gap-4 lg:grid-cols-[minmax(320px,2fr)_minmax(0,3fr)]">
          <div className={cn("min-w-0", message && "max-lg:hidden")}>
            {found.error && (
              <StaleStrip
                error={found.error}
                busy={found.isFetching}
                onRetry={() => void found.refetch()}
              />
            )}
            {items.length > 0 && <MailList mails={items} search={search} />}
            <div className="flex justify-center py-3">
              {found.hasNextPage ? (
                <Button busy={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
                  {t("more")}
                </Button>
              ) : (
                <p className="text-muted">{t("end")}</p>
              )}
            </div>
          </div>
          {message ? (
            <div className="min-w-0 lg:sticky lg:top-20">
              <MailView messageId={message} back={query} />
            </div>
          ) : (
            <div className="rounded-card border border-dashed max-lg:hidden">
              <Empty icon={MailOpen} title={t("chooseTitle")} />
            </div>
          )}
        </div>
      )}
    </>
  );
}
