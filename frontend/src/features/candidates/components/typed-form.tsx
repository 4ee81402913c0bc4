import { useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { z } from "zod";
import { isProblem } from "@/api/problem";
import { FormField } from "@/components/form/form-field";
import { FormSummary } from "@/components/form/form-summary";
import { LeaveGuard } from "@/components/form/leave-guard";
import { useApiForm } from "@/components/form/use-api-form";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { TagInput } from "@/components/ui/tag-input";
import { Textarea } from "@/components/ui/textarea";
import { toast } from "@/components/ui/toast";
import { keys } from "@/lib/keys";
import { createCandidate } from "../api";
import { t } from "../messages";
import { contact, skills, summary } from "../profile-model";

const schema = z.object({ ...contact.shape, ...skills.shape, ...summary.shape });
const BLANK: z.input<typeof schema> = {
  name: "",
  email: "",
  phone: "",
  linkedin: "",
  current_role: "",
  skills: [],
  summary: "",
};

/** Somebody without a CV, typed in. */
export function TypedForm({ jobId }: { jobId: string | undefined }) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const { form, submit, busy, failure } = useApiForm({
    schema,
    values: BLANK,
    send: async (values, key) => {
      if (jobId === undefined) return;
      const candidate = await createCandidate(jobId, values, key);
      void client.invalidateQueries({ queryKey: keys.candidates.all });
      toast.done(t("created", { name: values.name }));
      if (!("candidate_id" in candidate)) return;
      await navigate({
        to: "/candidates/$candidateId",
        params: { candidateId: candidate.candidate_id },
        ignoreBlocker: true,
      });
    },
  });
  const { control } = form;
  const duplicate =
    failure && isProblem(failure.error, 409) && failure.error.type === "duplicate-candidate"
      ? failure.error.members.candidate_id
      : null;
  return (
    <form onSubmit={submit} noValidate className="grid gap-4">
      {typeof duplicate === "string" ? (
        <Notice tone="warn" announce title={t("duplicateTitle")}>
          <Link
            to="/candidates/$candidateId"
            params={{ candidateId: duplicate }}
            className="font-medium underline"
          >
            {t("intakeFirst")}
          </Link>
        </Notice>
      ) : (
        <FormSummary failure={failure} />
      )}
      <div className="grid gap-4 sm:grid-cols-2">
        <FormField control={control} name="name" label={t("name")} required>
          {(field) => <Input {...field} maxLength={200} autoComplete="off" />}
        </FormField>
        <FormField control={control} name="email" label={t("email")} required>
          {(field) => <Input {...field} type="email" maxLength={254} autoComplete="off" />}
        </FormField>
        <FormField control={control} name="phone" label={t("phone")} optional>
          {(field) => <Input {...field} type="tel" maxLength={40} autoComplete="off" />}
        </FormField>
        <FormField control={control} name="current_role" label={t("currentRole")} optional>
          {(field) => <Input {...field} maxLength={200} />}
        </FormField>
      </div>
      <FormField control={control} name="linkedin" label={t("linkedin")} optional>
        {(field) => <Input {...field} type="url" maxLength={2048} placeholder="https://" />}
      </FormField>
      <FormField
        control={control}
        name="skills"
        label={t("skills")}
        hint={t("skillsHint")}
        optional
      >
        {(field) => <TagInput {...field} most={100} maxLength={80} />}
      </FormField>
      <FormField control={control} name="summary" label={t("summary")} optional>
        {(field) => <Textarea {...field} rows={4} maxLength={20_000} />}
      </FormField>
      <div className="flex justify-end">
        <Button
          type="submit"
          tone="primary"
          busy={busy}
          reason={jobId === undefined ? t("addJobNone") : null}
        >
          {t("create")}
        </Button>
      </div>
      <LeaveGuard when={form.formState.isDirty && !busy} />
    </form>
  );
}
