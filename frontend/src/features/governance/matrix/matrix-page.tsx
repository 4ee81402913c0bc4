import { useQuery } from "@tanstack/react-query";
import { Search } from "lucide-react";
import { useMemo, useState } from "react";
import { useCan } from "@/auth/can";
import { Page } from "@/components/layout/page";
import { ErrorState } from "@/components/states/error-state";
import { NoMatch } from "@/components/states/no-match";
import { StaleStrip } from "@/components/states/stale-strip";
import { Checkbox } from "@/components/ui/checkbox";
import { Input } from "@/components/ui/input";
import { Skeleton } from "@/components/ui/skeleton";
import { Tabs } from "@/components/ui/tabs";
import { matrix } from "./api";
import { MatrixTable } from "./matrix-table";
import { t } from "./messages";
import { inOrder, shown } from "./model";
import { PersonAccess } from "./person-access";

export interface MatrixSearch {
  view?: "person";
  q?: string;
  differences?: true;
  user_id?: string;
}

interface MatrixPageProps {
  search: MatrixSearch;
  onSearch: (next: MatrixSearch) => void;
}

export function MatrixPage({ search, onSearch }: MatrixPageProps) {
  const mayReadUsers = useCan("users:read");
  const person = search.view === "person" || search.user_id !== undefined;
  return (
    <Page title={t("title")} meta={t("lead")}>
      {mayReadUsers ? (
        <Tabs
          label={t("view")}
          value={person ? "person" : "roles"}
          onChange={(view) => onSearch(view === "person" ? { view } : {})}
          tabs={[
            { value: "roles", label: t("byRole") },
            { value: "person", label: t("byPerson") },
          ]}
        >
          {person ? (
            <PersonAccess
              userId={search.user_id}
              onUser={(user_id) => onSearch({ view: "person", user_id })}
            />
          ) : (
            <ByRole search={search} onSearch={onSearch} />
          )}
        </Tabs>
      ) : (
        <ByRole search={search} onSearch={onSearch} />
      )}
    </Page>
  );
}

function ByRole({ search, onSearch }: MatrixPageProps) {
  const found = useQuery(matrix());
  // The address keeps the words without the space that is just being typed.
  const [words, setWords] = useState(search.q ?? "");
  const rows = useMemo(() => inOrder(found.data?.items ?? []), [found.data]);
  const groups = shown(
    found.data?.permissions ?? [],
    rows,
    search.q ?? "",
    search.differences ?? false,
  );
  if (!found.data)
    return found.error ? (
      <ErrorState error={found.error} what={t("what")} onRetry={() => void found.refetch()} />
    ) : (
      <div aria-busy="true">
        <Skeleton className="h-96" />
      </div>
    );
  return (
    <div className="grid gap-3">
      {found.error && (
        <StaleStrip
          error={found.error}
          onRetry={() => void found.refetch()}
          busy={found.isFetching}
        />
      )}
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <span className="relative w-full sm:w-72">
          <Search
            aria-hidden
            className="pointer-events-none absolute start-3 top-1/2 size-4 -translate-y-1/2 text-muted"
          />
          <Input
            type="search"
            aria-label={t("search")}
            placeholder={t("search")}
            className="ps-9"
            value={words}
            onChange={(event) => {
              setWords(event.target.value);
              onSearch({ ...search, q: event.target.value.trim() || undefined });
            }}
          />
        </span>
        <Checkbox
          label={t("differences")}
          checked={search.differences ?? false}
          onChange={(event) =>
            onSearch({ ...search, differences: event.target.checked || undefined })
          }
        />
      </div>
      {groups.length > 0 ? (
        <MatrixTable groups={groups} rows={rows} />
      ) : (
        <NoMatch
          filters={[
            ...(search.q ? [`“${search.q}”`] : []),
            ...(search.differences ? [t("differences")] : []),
          ]}
          onClear={() => {
            setWords("");
            onSearch({});
          }}
        />
      )}
    </div>
  );
}
