/** The forms behind the profile's Edit buttons; loaded with the first of them. */
import { Plus, X } from "lucide-react";
import { useFieldArray } from "react-hook-form";
import { FormField } from "@/components/form/form-field";
import type { EditForm } from "@/components/form/use-edit-form";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { Input } from "@/components/ui/input";
import { TagInput } from "@/components/ui/tag-input";
import { Textarea } from "@/components/ui/textarea";
import type { z } from "zod";
import { t } from "../messages";
import type { Candidate } from "../model";
import {
  contact,
  CONTACT_LABELS,
  contactOf,
  EDUCATION,
  entries,
  entriesOf,
  EXPERIENCE,
  skills,
  skillsOf,
  storedOf,
  summary,
  summaryOf,
  type EntryField,
} from "../profile-model";
import { SectionForm } from "./section-form";

interface FormProps {
  candidate: Candidate;
  onClose: () => void;
}

export function ContactForm(props: FormProps) {
  return (
    <SectionForm
      {...props}
      schema={contact}
      typedOf={contactOf}
      labels={CONTACT_LABELS}
      bodyOf={(changes) => changes}
    >
      {({ form: { control } }) => (
        <div className="grid gap-4 sm:grid-cols-2">
          <FormField control={control} name="name" label={t("name")} required>
            {(field) => <Input {...field} maxLength={200} autoFocus />}
          </FormField>
          <FormField control={control} name="current_role" label={t("currentRole")} optional>
            {(field) => <Input {...field} maxLength={200} />}
          </FormField>
          <FormField control={control} name="email" label={t("email")} required>
            {(field) => <Input {...field} type="email" maxLength={254} />}
          </FormField>
          <FormField control={control} name="phone" label={t("phone")} optional>
            {(field) => <Input {...field} type="tel" maxLength={40} />}
          </FormField>
          <FormField
            control={control}
            name="linkedin"
            label={t("linkedin")}
            optional
            className="sm:col-span-2"
          >
            {(field) => <Input {...field} type="url" maxLength={2048} placeholder="https://" />}
          </FormField>
        </div>
      )}
    </SectionForm>
  );
}

export function SummaryForm(props: FormProps) {
  return (
    <SectionForm
      {...props}
      schema={summary}
      typedOf={summaryOf}
      labels={{ summary: t("summary") }}
      bodyOf={(changes) => changes}
    >
      {({ form: { control } }) => (
        <FormField control={control} name="summary" label={t("summary")} hideLabel>
          {(field) => <Textarea {...field} rows={6} maxLength={20_000} autoFocus />}
        </FormField>
      )}
    </SectionForm>
  );
}

export function SkillsForm(props: FormProps) {
  return (
    <SectionForm
      {...props}
      schema={skills}
      typedOf={skillsOf}
      labels={{ skills: t("skills") }}
      bodyOf={(changes) => changes}
    >
      {({ form: { control } }) => (
        <FormField
          control={control}
          name="skills"
          label={t("skills")}
          hideLabel
          hint={t("skillsHint")}
        >
          {(field) => <TagInput {...field} most={100} maxLength={80} autoFocus />}
        </FormField>
      )}
    </SectionForm>
  );
}

export function ExperienceForm(props: FormProps) {
  return <EntriesForm {...props} kind="experience" fields={EXPERIENCE} />;
}

export function EducationForm(props: FormProps) {
  return <EntriesForm {...props} kind="education" fields={EDUCATION} />;
}

function EntriesForm({
  kind,
  fields,
  ...props
}: FormProps & { kind: "experience" | "education"; fields: readonly EntryField[] }) {
  return (
    <SectionForm
      {...props}
      schema={entries}
      typedOf={(candidate) => entriesOf(candidate[kind], fields)}
      labels={{ entries: t(kind) }}
      bodyOf={(changes, base) => ({
        [kind]: changes.entries && storedOf(changes.entries, base[kind], fields),
      })}
    >
      {(edit) => <Entries edit={edit} fields={fields} />}
    </SectionForm>
  );
}

type Entries = EditForm<Candidate, z.input<typeof entries>, z.output<typeof entries>>;

function Entries({ edit, fields }: { edit: Entries; fields: readonly EntryField[] }) {
  const { control } = edit.form;
  const list = useFieldArray({ control, name: "entries" });
  return (
    <div className="grid gap-4">
      {list.fields.map((entry, index) => (
        <fieldset key={entry.id} className="grid gap-3 rounded-card border p-3">
          <legend className="sr-only">{t("entry", { at: index + 1 })}</legend>
          <div className="grid gap-3 sm:grid-cols-2">
            {fields.map((each) => (
              <FormField
                key={each.name}
                control={control}
                name={`entries.${index}.${each.name}`}
                label={each.label}
                hint={each.hint}
                className={each.long ? "sm:col-span-2" : undefined}
              >
                {(field) =>
                  each.long ? (
                    <Textarea {...field} rows={2} />
                  ) : (
                    <Input {...field} maxLength={200} />
                  )
                }
              </FormField>
            ))}
          </div>
          <IconButton
            icon={X}
            label={t("removeEntry", { at: index + 1 })}
            className="justify-self-end"
            onClick={() => list.remove(index)}
          />
        </fieldset>
      ))}
      <div>
        <Button
          size="small"
          onClick={() =>
            list.append({ at: -1, title: "", place: "", where: "", from: "", to: "", text: "" })
          }
        >
          <Plus aria-hidden />
          {t("addEntry")}
        </Button>
      </div>
    </div>
  );
}
