import { z } from "zod";
import { FormField } from "@/components/form/form-field";
import { FormSummary } from "@/components/form/form-summary";
import { useApiForm } from "@/components/form/use-api-form";
import { Button } from "@/components/ui/button";
import { Dialog, DialogFooter } from "@/components/ui/dialog";
import { Input } from "@/components/ui/input";
import { Segmented } from "@/components/ui/segmented";
import { TagInput } from "@/components/ui/tag-input";
import { Textarea } from "@/components/ui/textarea";
import { useQueryClient } from "@tanstack/react-query";
import { useEdit } from "../api";
import { keys } from "@/lib/keys";
import { t } from "../messages";
import { MODES, showPerson, type Interview } from "../model";
import { peopleOf, planSchema } from "../schedule/form";

const MODE_OPTIONS = MODES.map((value) => ({ value, label: t(value) }));
const schema = planSchema
  .pick({
    interview_mode: true,
    interviewers: true,
    meeting_link: true,
    additional_instructions: true,
  })
  .extend({ round_name: z.string().trim().min(1).max(200) });

/** What can be changed without new times. */
export function EditDialog({ interview, onClose }: { interview: Interview; onClose: () => void }) {
  const cache = useQueryClient();
  const edit = useEdit(interview);
  const { form, submit, busy, failure } = useApiForm({
    schema,
    values: {
      round_name: interview.round_name,
      interview_mode: interview.interview_mode,
      interviewers: interview.interviewers.map(showPerson),
      meeting_link: interview.meeting_link ?? "",
      additional_instructions: interview.additional_instructions ?? "",
    },
    send: async (values, key) => {
      const body = {
        ...values,
        interviewers: peopleOf(values.interviewers),
        meeting_link: values.meeting_link || null,
        additional_instructions: values.additional_instructions || null,
      };
      await edit.mutateAsync({ body, key });
      onClose();
    },
  });
  const { control } = form;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      mayClose={() => !form.formState.isDirty}
      title={t("editTitle", { name: interview.candidate_name })}
    >
      <form noValidate onSubmit={submit} className="grid gap-4">
        <FormSummary
          failure={failure}
          onReload={() =>
            void cache.invalidateQueries({
              queryKey: keys.interviews.detail(interview.interview_id),
            })
          }
        />
        <FormField control={control} name="round_name" label={t("roundName")} required>
          {(field) => <Input {...field} maxLength={200} />}
        </FormField>
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
        <FormField
          control={control}
          name="interviewers"
          label={t("people")}
          hint={t("peopleHint")}
          optional
        >
          {({ ref: _ref, ...field }) => <TagInput {...field} most={10} />}
        </FormField>
        <FormField control={control} name="meeting_link" label={t("link")} optional>
          {(field) => <Input {...field} type="url" inputMode="url" placeholder="https://" />}
        </FormField>
        <FormField
          control={control}
          name="additional_instructions"
          label={t("instructions")}
          hint={t("instructionsHint")}
          optional
        >
          {(field) => <Textarea {...field} />}
        </FormField>
        <DialogFooter className="sticky -bottom-5 z-sticky -mx-6 -mb-5 bg-card">
          <Button onClick={onClose}>{t("back")}</Button>
          <Button type="submit" tone="primary" busy={busy}>
            {t("saveChanges")}
          </Button>
        </DialogFooter>
      </form>
    </Dialog>
  );
}
