import { useWatch, type UseFormReturn } from "react-hook-form";
import { FormField } from "@/components/form/form-field";
import { t } from "../messages";
import type { Plan } from "./form";
import { SlotEditor } from "./slot-editor";
import { useBusy } from "./use-busy";
import { ZoneInput } from "./zone-field";

interface WhenStepProps {
  form: UseFormReturn<Plan, unknown, Plan>;
  zone: string;
}

export function WhenStep({ form, zone }: WhenStepProps) {
  const { control } = form;
  const [candidateId, people, starts, minutes, other] = useWatch({
    control,
    name: ["candidate_id", "interviewers", "proposed_slots", "interview_duration", "time_zone"],
  });
  const busy = useBusy({ candidateId, people, starts, minutes });
  const errors = form.formState.errors.proposed_slots;
  return (
    <>
      <FormField
        control={control}
        name="time_zone"
        label={t("candidateZone")}
        hint={t("candidateZoneHint")}
      >
        {({ ref: _ref, name: _name, onBlur: _blur, disabled: _off, ...field }) => (
          <ZoneInput {...field} />
        )}
      </FormField>
      <p className="text-muted">{t("slotsLead")}</p>
      <SlotEditor
        value={starts}
        onChange={(next) =>
          form.setValue("proposed_slots", next, {
            shouldDirty: true,
            shouldValidate: form.formState.isSubmitted,
          })
        }
        minutes={minutes}
        zone={zone}
        other={other}
        busy={busy}
        errors={starts.map((_, index) => errors?.[index]?.message)}
      />
    </>
  );
}
