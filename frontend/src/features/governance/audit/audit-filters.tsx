import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useCan } from "@/auth/can";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { clientNames } from "./api";
import { t } from "./messages";
import type { AuditSearch } from "./model";
import { ACTION_TYPES, ENTITY_TYPES, spoken } from "./words";

const LINES = [...ACTION_TYPES]
  .map((value) => ({ value, label: spoken(value) }))
  .sort((a, b) => a.label.localeCompare(b.label));

interface AuditFiltersProps {
  search: AuditSearch;
  onSearch: (next: AuditSearch) => void;
}

/** What narrows the log. Choices hold at once; words when they are entered or left. */
export function AuditFilters({ search, onSearch }: AuditFiltersProps) {
  const mayReadClients = useCan("clients:read");
  const { data: clients } = useQuery({ ...clientNames(), enabled: mayReadClients });
  const put = (change: Partial<AuditSearch>) => onSearch({ ...search, ...change });
  const any = Object.values(search).some(Boolean);
  return (
    <search className="mb-3 block">
      <form
        aria-label={t("filters")}
        className="grid grid-cols-2 gap-2 sm:grid-cols-4 xl:grid-cols-7"
        onSubmit={(event) => event.preventDefault()}
      >
        <Field label={t("from")}>
          {(control) => (
            <Input
              {...control}
              type="date"
              max={search.to}
              value={search.from ?? ""}
              onChange={(event) => put({ from: event.target.value || undefined })}
            />
          )}
        </Field>
        <Field label={t("to")}>
          {(control) => (
            <Input
              {...control}
              type="date"
              min={search.from}
              value={search.to ?? ""}
              onChange={(event) => put({ to: event.target.value || undefined })}
            />
          )}
        </Field>
        <Words
          key={`actor ${search.actor ?? ""}`}
          label={t("actor")}
          placeholder={t("actorHint")}
          value={search.actor}
          onChange={(actor) => put({ actor })}
        />
        <Field label={t("action")}>
          {(control) => (
            <Select
              {...control}
              empty={t("anyAction")}
              options={LINES}
              value={search.action ?? ""}
              onChange={(event) => put({ action: event.target.value || undefined })}
            />
          )}
        </Field>
        <Field label={t("kind")}>
          {(control) => (
            <Select
              {...control}
              empty={t("anyKind")}
              options={ENTITY_TYPES.map((value) => ({ value, label: spoken(value) }))}
              value={search.kind ?? ""}
              onChange={(event) => put({ kind: event.target.value || undefined })}
            />
          )}
        </Field>
        <Words
          key={`id ${search.id ?? ""}`}
          label={t("objectId")}
          placeholder="cand_…"
          value={search.id}
          onChange={(id) => put({ id })}
        />
        {mayReadClients && (
          <Field label={t("client")}>
            {(control) => (
              <Select
                {...control}
                empty={t("anyClient")}
                options={(clients ?? []).map((each) => ({
                  value: each.client_id,
                  label: each.company_name,
                }))}
                value={search.client ?? ""}
                onChange={(event) => put({ client: event.target.value || undefined })}
              />
            )}
          </Field>
        )}
      </form>
      {any && (
        <Button size="small" tone="quiet" className="-ms-2 mt-2" onClick={() => onSearch({})}>
          {t("clear")}
        </Button>
      )}
    </search>
  );
}

interface WordsProps {
  label: string;
  placeholder: string;
  value: string | undefined;
  onChange: (value: string | undefined) => void;
}

/** The server looks for whole values here: half a word would only find nothing. */
function Words({ label, placeholder, value, onChange }: WordsProps) {
  const [typed, setTyped] = useState(value ?? "");
  const enter = () => {
    const next = typed.trim() || undefined;
    if (next !== value) onChange(next);
  };
  return (
    <Field label={label}>
      {(control) => (
        <Input
          {...control}
          placeholder={placeholder}
          autoComplete="off"
          spellCheck={false}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          onBlur={enter}
          onKeyDown={(event) => {
            if (event.key === "Enter") enter();
          }}
        />
      )}
    </Field>
  );
}
