import { useQuery } from "@tanstack/react-query";
import { useDeferredValue, useState } from "react";
import { useWatch, type Control } from "react-hook-form";
import { FormField } from "@/components/form/form-field";
import { Combobox, type ComboOption } from "@/components/ui/combobox";
import { application, applications } from "./api";
import { t } from "./messages";
import type { Values } from "./form";

/** Whose application the account follows: found by name, e-mail address or job, kept by its id. */
export function ApplicationField({ control }: { control: Control<Values, unknown, Values> }) {
  const [words, setWords] = useState("");
  const looked = useDeferredValue(words.trim());
  const found = useQuery(applications(looked));
  const id = useWatch({ control, name: "linked_candidate_id" });
  const linked = useQuery({ ...application(id), enabled: id !== "" });
  const options: ComboOption[] = (found.data?.items ?? []).map((each) => ({
    value: each.candidate_id,
    label: each.name,
    hint: `${each.job_title}, ${each.client_name}`,
  }));
  const name =
    linked.data?.candidate_id === id
      ? linked.data.name
      : options.find((each) => each.value === id)?.label;
  return (
    <FormField
      control={control}
      name="linked_candidate_id"
      label={t("application")}
      hint={t("applicationHint")}
      optional
    >
      {({ onChange, value: _value, ref: _ref, name: _name, onBlur: _blur, disabled, ...field }) => (
        <Combobox
          {...field}
          disabled={disabled}
          clearable
          options={options}
          value={id === "" ? null : { value: id, label: name ?? id }}
          onSearch={setWords}
          searching={found.isFetching || looked !== words.trim()}
          onChange={(option) => onChange(option?.value ?? "")}
        />
      )}
    </FormField>
  );
}
