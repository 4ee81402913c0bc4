import { useQuery } from "@tanstack/react-query";
import { UserSearch } from "lucide-react";
import { useState } from "react";
import { Empty } from "@/components/states/empty";
import { ErrorState } from "@/components/states/error-state";
import { Combobox } from "@/components/ui/combobox";
import { Field } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { Skeleton } from "@/components/ui/skeleton";
import { grouped } from "../permissions";
import { accessOf, people } from "./api";
import { Grant } from "./matrix-table";
import { t } from "./messages";
import { cellOf, ruleLabel } from "./model";

interface PersonAccessProps {
  userId: string | undefined;
  onUser: (id: string | undefined) => void;
}

/** "Why can she do this?": one person's permissions, each with its reach and its rule. */
export function PersonAccess({ userId, onUser }: PersonAccessProps) {
  const [words, setWords] = useState("");
  const found = useQuery(people(words));
  const access = useQuery({ ...accessOf(userId ?? ""), enabled: userId !== undefined });
  const person = userId === undefined ? null : (access.data?.user ?? null);
  return (
    <div className="grid gap-4">
      <Field label={t("person")} className="max-w-sm">
        {(control) => (
          <Combobox
            {...control}
            clearable
            placeholder={t("personPlaceholder")}
            options={(found.data?.items ?? []).map((user) => ({
              value: user.user_id,
              label: user.name,
              hint: user.email,
            }))}
            value={person && { value: person.user_id, label: person.name }}
            onChange={(option) => onUser(option?.value)}
            onSearch={setWords}
            searching={found.isFetching}
          />
        )}
      </Field>
      {userId === undefined ? (
        <Empty icon={UserSearch} title={t("choose")}>
          {t("chooseText")}
        </Empty>
      ) : access.error ? (
        <ErrorState
          error={access.error}
          what={t("personWhat")}
          onRetry={() => void access.refetch()}
        />
      ) : !person ? (
        <Skeleton className="h-72" />
      ) : (
        <>
          <p>
            {t("summary", {
              name: person.name,
              count: person.cells.filter((cell) => cell.granted).length,
              all: person.cells.length,
            })}
          </p>
          {person.status !== "active" && <Notice tone="warn">{t("inactive")}</Notice>}
          <div className="relative overflow-x-auto rounded-card border bg-card">
            <table className="w-full text-dense">
              <caption className="sr-only">{t("personWhat")}</caption>
              <thead>
                <tr className="border-b text-start text-muted">
                  {[t("permission"), t("reach"), t("why")].map((head) => (
                    <th
                      key={head}
                      scope="col"
                      className="px-3 py-2 text-start font-medium first:ps-4"
                    >
                      {head}
                    </th>
                  ))}
                </tr>
              </thead>
              {grouped(person.cells.map((cell) => cell.permission)).map((group) => (
                <tbody key={group.resource}>
                  <tr>
                    <th
                      scope="rowgroup"
                      colSpan={3}
                      className="border-b bg-sunken px-4 py-1.5 text-start font-medium"
                    >
                      {group.label}
                    </th>
                  </tr>
                  {group.permissions.map((permission) => {
                    const cell = cellOf(person.cells, permission.name);
                    return (
                      <tr key={permission.name} className="hover:bg-sunken">
                        <th
                          scope="row"
                          title={permission.name}
                          className="border-b px-4 py-2 text-start font-normal"
                        >
                          {permission.label}
                        </th>
                        <td className="border-b px-3 py-2">
                          <Grant cell={cell} />
                        </td>
                        <td className="border-b px-3 py-2 text-muted">
                          {cell && ruleLabel(cell.rule)}
                        </td>
                      </tr>
                    );
                  })}
                </tbody>
              ))}
            </table>
          </div>
        </>
      )}
    </div>
  );
}
