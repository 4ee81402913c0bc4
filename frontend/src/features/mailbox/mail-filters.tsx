import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { templates, type MailQuery } from "./api";
import { t } from "./messages";
import { isEmail, statusLook, STATUSES, templateLabel } from "./model";

interface MailFiltersProps {
  search: MailQuery;
  onSearch: (next: MailQuery) => void;
}

export function MailFilters({ search, onSearch }: MailFiltersProps) {
  const { data: kinds } = useQuery(templates());
  return (
    <search className="mb-3 grid grid-cols-2 items-end gap-2 sm:flex sm:flex-wrap">
      <Field label={t("template")} className="sm:w-52">
        {(control) => (
          <Select
            {...control}
            empty={t("anyTemplate")}
            value={search.template ?? ""}
            options={(kinds ?? []).map((each) => ({
              value: each.template,
              label: templateLabel(each.template),
            }))}
            onChange={(event) => onSearch({ ...search, template: event.target.value || undefined })}
          />
        )}
      </Field>
      <Field label={t("status")} className="sm:w-40">
        {(control) => (
          <Select
            {...control}
            empty={t("anyStatus")}
            value={search.status ?? ""}
            options={STATUSES.map((value) => ({ value, label: statusLook(value).label }))}
            onChange={(event) =>
              onSearch({
                ...search,
                status: STATUSES.find((each) => each === event.target.value),
              })
            }
          />
        )}
      </Field>
      <Recipient
        key={search.to ?? ""}
        value={search.to}
        onChange={(to) => onSearch({ ...search, to })}
      />
      {(search.template || search.status || search.to) && (
        <Button tone="quiet" onClick={() => onSearch({})}>
          {t("clear")}
        </Button>
      )}
    </search>
  );
}

interface RecipientProps {
  value: string | undefined;
  onChange: (value: string | undefined) => void;
}

/** The server looks for the whole address, so it is asked when one was entered. */
function Recipient({ value, onChange }: RecipientProps) {
  const [typed, setTyped] = useState(value ?? "");
  const [bad, setBad] = useState(false);
  const enter = () => {
    const next = typed.trim() || undefined;
    const refused = next !== undefined && !isEmail(next);
    setBad(refused);
    if (!refused && next !== value) onChange(next);
  };
  return (
    <Field label={t("to")} error={bad ? t("badAddress") : null} className="col-span-2 sm:w-64">
      {(control) => (
        <Input
          {...control}
          type="email"
          inputMode="email"
          autoComplete="off"
          placeholder={t("toHint")}
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
