import { useQuery } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import type { UseFormReturn } from "react-hook-form";
import { FormField } from "@/components/form/form-field";
import { statusLabel } from "@/components/status/status";
import { PRIORITIES } from "@/components/status/statuses";
import { Combobox } from "@/components/ui/combobox";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { RadioGroup } from "@/components/ui/radio-group";
import { Select } from "@/components/ui/select";
import { TagInput } from "@/components/ui/tag-input";
import { Textarea } from "@/components/ui/textarea";
import { clientsQuery } from "../api";
import type { Meant, Typed } from "../form-model";
import { t } from "../messages";
import { EMPLOYMENT_TYPES } from "../params";

export type JobForm = UseFormReturn<Typed, unknown, Meant>;

function Section({ title, text, children }: { title: string; text: string; children: ReactNode }) {
  return (
    <section className="grid gap-4 border-t py-6 first-of-type:border-t-0 first-of-type:pt-0">
      <div>
        <h2 className="text-section">{title}</h2>
        <p className="text-muted">{text}</p>
      </div>
      {children}
    </section>
  );
}

/** The client of a new job: only active ones can be chosen. */
function ClientField({ form }: { form: JobForm }) {
  const [words, setWords] = useState("");
  const [name, setName] = useState<string | null>(null);
  const { data, isFetching } = useQuery(clientsQuery(words, "active"));
  const options = (data?.items ?? []).map((each) => ({
    value: each.client_id,
    label: each.company_name,
    hint: [each.city, each.industry].filter(Boolean).join(" · ") || undefined,
  }));
  return (
    <FormField
      control={form.control}
      name="client_id"
      label={t("client")}
      hint={t("clientInactive")}
      required
    >
      {(field) => (
        <Combobox
          id={field.id}
          aria-describedby={field["aria-describedby"]}
          aria-invalid={field["aria-invalid"]}
          aria-required={field["aria-required"]}
          options={options}
          searching={isFetching}
          onSearch={setWords}
          placeholder={t("searchClients")}
          value={
            options.find((each) => each.value === field.value) ??
            (field.value ? { value: field.value, label: name ?? field.value } : null)
          }
          onChange={(option) => {
            setName(option?.label ?? null);
            field.onChange(option?.value ?? "");
          }}
        />
      )}
    </FormField>
  );
}

interface FieldsProps {
  form: JobForm;
  /** The job's client stays; null for a new job, which chooses one. */
  client: string | null;
}

/** All fields of a job, in four sections. */
export function EditorFields({ form, client }: FieldsProps) {
  const { control } = form;
  return (
    <>
      <Section title={t("sectionBasics")} text={t("sectionBasicsText")}>
        {client === null ? (
          <ClientField form={form} />
        ) : (
          <Field label={t("client")} hint={t("clientFixed")}>
            {(wired) => <Input {...wired} value={client} readOnly />}
          </Field>
        )}
        <FormField control={control} name="title" label={t("title")} required>
          {(field) => <Input {...field} maxLength={200} placeholder={t("titlePlaceholder")} />}
        </FormField>
        <div className="grid gap-4 sm:grid-cols-2">
          <FormField control={control} name="location" label={t("location")} optional>
            {(field) => <Input {...field} maxLength={200} />}
          </FormField>
          <FormField control={control} name="department" label={t("department")} optional>
            {(field) => <Input {...field} maxLength={200} />}
          </FormField>
          <FormField control={control} name="employment_type" label={t("type")}>
            {(field) => (
              <Select
                {...field}
                options={EMPLOYMENT_TYPES.map((value) => ({ value, label: t(value) }))}
              />
            )}
          </FormField>
          <FormField control={control} name="priority" label={t("priority")}>
            {(field) => (
              <Select
                {...field}
                options={PRIORITIES.map((value) => ({ value, label: statusLabel(value) }))}
              />
            )}
          </FormField>
          <FormField control={control} name="openings" label={t("openings")}>
            {(field) => <Input {...field} inputMode="numeric" maxLength={5} />}
          </FormField>
        </div>
        {client === null && (
          <FormField control={control} name="status" label={t("startAs")} hideLabel>
            {({ value, onChange }) => (
              <RadioGroup
                legend={t("startAs")}
                options={[
                  { value: "open" as const, label: t("createOpen") },
                  { value: "on_hold" as const, label: t("createHold") },
                ]}
                value={value}
                onChange={onChange}
              />
            )}
          </FormField>
        )}
      </Section>
      <Section title={t("sectionText")} text={t("sectionTextText")}>
        <FormField control={control} name="description" label={t("description")} hideLabel>
          {(field) => <Textarea {...field} rows={8} maxLength={20_000} />}
        </FormField>
      </Section>
      <Section title={t("sectionNeeds")} text={t("sectionNeedsText")}>
        <FormField
          control={control}
          name="required_skills"
          label={t("requiredSkills")}
          hint={t("skillsHint")}
        >
          {(field) => <TagInput {...field} most={100} maxLength={80} />}
        </FormField>
        <FormField control={control} name="nice_to_have_skills" label={t("niceSkills")} optional>
          {(field) => <TagInput {...field} most={100} maxLength={80} />}
        </FormField>
        <div className="grid gap-4 sm:grid-cols-2">
          <FormField control={control} name="experience_min" label={t("experienceMin")} optional>
            {(field) => <Input {...field} inputMode="numeric" maxLength={2} />}
          </FormField>
          <FormField control={control} name="experience_max" label={t("experienceMax")} optional>
            {(field) => <Input {...field} inputMode="numeric" maxLength={2} />}
          </FormField>
        </div>
      </Section>
      <Section title={t("sectionOffer")} text={t("sectionOfferText")}>
        <div className="grid gap-4 sm:grid-cols-2">
          <FormField control={control} name="salary_min" label={t("salaryMin")} optional>
            {(field) => <Input {...field} inputMode="decimal" maxLength={18} />}
          </FormField>
          <FormField control={control} name="salary_max" label={t("salaryMax")} optional>
            {(field) => <Input {...field} inputMode="decimal" maxLength={18} />}
          </FormField>
        </div>
      </Section>
    </>
  );
}
