import { Pencil } from "lucide-react";
import { lazy, Suspense, useState, type ComponentType, type ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { t } from "../messages";
import type { Candidate } from "../model";
import type * as Forms from "./profile-forms";

type FormName = keyof typeof Forms;
type Form = ComponentType<{ candidate: Candidate; onClose: () => void }>;

const load = (name: FormName) =>
  lazy<Form>(async () => ({ default: (await import("./profile-forms"))[name] }));
const FORMS: Record<FormName, ReturnType<typeof load>> = {
  ContactForm: load("ContactForm"),
  SummaryForm: load("SummaryForm"),
  SkillsForm: load("SkillsForm"),
  ExperienceForm: load("ExperienceForm"),
  EducationForm: load("EducationForm"),
};

interface SectionProps {
  title: string;
  form: FormName;
  candidate: Candidate;
  /** Whether this person may edit at all. */
  editable: boolean;
  children: ReactNode;
}

/** A part of the profile that turns into its own form. */
export function Section({ title, form, candidate, editable, children }: SectionProps) {
  const [editing, setEditing] = useState(false);
  const Form = FORMS[form];
  return (
    <section className="grid gap-3 rounded-card border bg-card p-4">
      <div className="flex min-h-7 items-center justify-between gap-2">
        <h2 className="text-section">{title}</h2>
        {editable && !editing && (
          <Button
            tone="quiet"
            size="small"
            aria-label={t("editSection", { section: title })}
            onClick={() => setEditing(true)}
          >
            <Pencil aria-hidden />
            {t("edit")}
          </Button>
        )}
      </div>
      {editing ? (
        <Suspense fallback={<Skeleton className="h-32 w-full" />}>
          <Form candidate={candidate} onClose={() => setEditing(false)} />
        </Suspense>
      ) : (
        children
      )}
    </section>
  );
}
