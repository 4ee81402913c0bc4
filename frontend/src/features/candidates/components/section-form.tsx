import { useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { FieldValues } from "react-hook-form";
import type { z } from "zod";
import type { Schemas } from "@/api/client";
import { ConflictNotice } from "@/components/form/conflict-notice";
import { FormSummary } from "@/components/form/form-summary";
import { LeaveGuard } from "@/components/form/leave-guard";
import { useEditForm, type EditForm } from "@/components/form/use-edit-form";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import { keys } from "@/lib/keys";
import { candidateQuery, updateCandidate } from "../api";
import { t } from "../messages";
import type { Candidate } from "../model";

interface SectionFormProps<Input extends FieldValues, Output extends FieldValues> {
  candidate: Candidate;
  schema: z.ZodType<Output, Input>;
  typedOf: (candidate: Candidate) => Input;
  labels: Record<keyof Input & string, string>;
  /** The changes as the API takes them. */
  bodyOf: (changes: Partial<Output>, base: Candidate) => Schemas["CandidateUpdate"];
  onClose: () => void;
  children: (edit: EditForm<Candidate, Input, Output>) => ReactNode;
}

/** One section of the profile while it is edited in place. */
export function SectionForm<Input extends FieldValues, Output extends FieldValues>({
  candidate,
  schema,
  typedOf,
  labels,
  bodyOf,
  onClose,
  children,
}: SectionFormProps<Input, Output>) {
  const client = useQueryClient();
  const edit = useEditForm<Candidate, Input, Output>({
    opened: candidate,
    schema,
    typedOf,
    labels,
    reload: (base) => client.fetchQuery({ ...candidateQuery(base.candidate_id), staleTime: 0 }),
    save: async (base, changes) => {
      const saved = await updateCandidate(base.candidate_id, base.version, bodyOf(changes, base));
      client.setQueryData(candidateQuery(saved.candidate_id).queryKey, saved);
      void client.invalidateQueries({ queryKey: keys.candidates.lists });
      void client.invalidateQueries({ queryKey: keys.audit.all });
      toast.done(t("saved"));
      onClose();
    },
  });
  const dirty = edit.form.formState.isDirty;
  return (
    <form noValidate onSubmit={edit.submit} className="grid gap-4">
      <ConflictNotice conflicts={edit.conflicts} taken={edit.taken} onTake={edit.take} />
      <FormSummary
        failure={edit.failure}
        onReload={() => {
          edit.load().catch((error: unknown) => toast.failed(t("notLoaded"), error));
        }}
      />
      {children(edit)}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" tone="primary" size="small" busy={edit.busy}>
          {t("save")}
        </Button>
        <Button size="small" onClick={onClose}>
          {t("cancel")}
        </Button>
      </div>
      <LeaveGuard when={dirty && !edit.busy} />
    </form>
  );
}
