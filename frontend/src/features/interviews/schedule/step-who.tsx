import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useWatch, type UseFormReturn } from "react-hook-form";
import { FormField } from "@/components/form/form-field";
import { Status } from "@/components/status/status";
import { Combobox, type ComboOption } from "@/components/ui/combobox";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { candidateQuery, candidateSearch, historyQuery } from "../api";
import { t } from "../messages";
import { MOST_ROUNDS, nextRound } from "../model";
import type { Plan } from "./form";
import { useSettled } from "../use-settled";

interface WhoStepProps {
  form: UseFormReturn<Plan, unknown, Plan>;
  /** The address says which round. */
  fixedRound: boolean;
  onName: (name: string) => void;
}

const ROUNDS = Array.from({ length: MOST_ROUNDS }, (_, index) => ({
  value: String(index + 1),
  label: t("roundNumber", { number: index + 1 }),
}));

export function WhoStep({ form, fixedRound, onName }: WhoStepProps) {
  const { control, setValue } = form;
  const [words, setWords] = useState("");
  const settled = useSettled(words);
  const id = useWatch({ control, name: "candidate_id" });
  const found = useQuery(candidateSearch(settled));
  const chosen = useQuery({ ...candidateQuery(id), enabled: id !== "" });
  const history = useQuery({ ...historyQuery(id), enabled: id !== "" });

  const options: ComboOption[] = (found.data?.items ?? []).map((each) => ({
    value: each.candidate_id,
    label: each.name,
    hint: `${each.job_title}, ${each.client_name}`,
  }));
  const candidate = chosen.data?.candidate_id === id ? chosen.data : null;
  const value = candidate
    ? { value: candidate.candidate_id, label: candidate.name }
    : (options.find((option) => option.value === id) ?? null);

  const name = candidate?.name;
  useEffect(() => {
    if (name) onName(name);
  }, [name, onName]);
  const rounds = history.data;
  useEffect(() => {
    if (rounds && !fixedRound) setValue("interview_round", nextRound(rounds));
  }, [rounds, fixedRound, setValue]);

  return (
    <>
      <FormField
        control={control}
        name="candidate_id"
        label={t("candidate")}
        hint={t("candidateHint")}
        required
      >
        {({
          onChange,
          value: _value,
          ref: _ref,
          name: _name,
          onBlur: _blur,
          disabled,
          ...field
        }) => (
          <Combobox
            {...field}
            disabled={disabled}
            options={options}
            value={value}
            onSearch={setWords}
            searching={found.isFetching || settled !== words}
            onChange={(option) => onChange(option?.value ?? "")}
          />
        )}
      </FormField>
      {candidate && (
        <div className="flex flex-wrap items-center gap-2 rounded-card bg-sunken px-3 py-2">
          <Status of="candidate" status={candidate.status} />
          <span>
            {candidate.job_title}, {candidate.client_name}
          </span>
        </div>
      )}
      <FormField
        control={control}
        name="interview_round"
        label={t("round")}
        hint={
          rounds && name
            ? t("roundHint", { name, count: Math.max(0, nextRound(rounds) - 1) })
            : undefined
        }
      >
        {({ onChange, value: round, ...field }) => (
          <Select
            {...field}
            options={ROUNDS}
            value={String(round)}
            onChange={(event) => onChange(Number(event.target.value))}
          />
        )}
      </FormField>
      <FormField
        control={control}
        name="round_name"
        label={t("roundName")}
        hint={t("roundNameHint")}
        optional
      >
        {(field) => <Input {...field} maxLength={200} />}
      </FormField>
    </>
  );
}
