import type { Control, FieldValues } from "react-hook-form";
import { FormField } from "@/components/form/form-field";
import { Input } from "@/components/ui/input";
import { Segmented } from "@/components/ui/segmented";
import { Select } from "@/components/ui/select";
import { TagInput } from "@/components/ui/tag-input";
import { Textarea } from "@/components/ui/textarea";
import { formatMinutes } from "@/lib/format";
import { t } from "../messages";
import { LENGTHS, MODES } from "../model";
import type { Plan } from "./form";

const MODE_OPTIONS = MODES.map((value) => ({ value, label: t(value) }));
const LENGTH_OPTIONS = LENGTHS.map((each) => ({
  value: String(each),
  label: formatMinutes(each),
}));

export function HowStep({ control }: { control: Control<Plan, unknown, FieldValues> }) {
  return (
    <>
      <FormField control={control} name="interview_mode" label={t("mode")}>
        {({ value, onChange }) => (
          <Segmented
            label={t("mode")}
            className="justify-self-start"
            options={MODE_OPTIONS}
            value={value}
            onChange={onChange}
          />
        )}
      </FormField>
      <FormField control={control} name="interview_duration" label={t("lengthLabel")}>
        {({ onChange, value, ...field }) => (
          <Select
            {...field}
            options={LENGTH_OPTIONS}
            value={String(value)}
            onChange={(event) => onChange(Number(event.target.value))}
          />
        )}
      </FormField>
      <FormField
        control={control}
        name="interviewers"
        label={t("people")}
        hint={t("peopleHint")}
        optional
      >
        {({ ref: _ref, ...field }) => <TagInput {...field} most={10} />}
      </FormField>
      <FormField
        control={control}
        name="meeting_link"
        label={t("link")}
        hint={t("linkHint")}
        optional
      >
        {(field) => <Input {...field} type="url" inputMode="url" placeholder="https://" />}
      </FormField>
      <FormField
        control={control}
        name="additional_instructions"
        label={t("instructions")}
        hint={t("instructionsHint")}
        optional
      >
        {(field) => <Textarea {...field} rows={3} />}
      </FormField>
    </>
  );
}
