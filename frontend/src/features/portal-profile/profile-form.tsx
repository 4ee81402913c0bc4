import { useState } from "react";
import { portalSession, type PortalMe } from "@/api/sessions";
import { FormField } from "@/components/form/form-field";
import { FormSummary } from "@/components/form/form-summary";
import { LeaveGuard } from "@/components/form/leave-guard";
import { useApiForm } from "@/components/form/use-api-form";
import { SaveMark } from "@/components/states/save-mark";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { readMe, saveMe } from "./api";
import { t } from "./messages";
import { bodyOf, profileSchema, valuesOf } from "./model";

export default function ProfileForm({ me, onReloaded }: { me: PortalMe; onReloaded: () => void }) {
  const [saved, setSaved] = useState(false);
  const { form, submit, busy, failure } = useApiForm({
    schema: profileSchema,
    values: valuesOf(me),
    send: async (values) => {
      await saveMe(bodyOf(values), me.version);
      form.reset(values);
      setSaved(true);
    },
  });
  const { control, formState } = form;
  return (
    <form onSubmit={submit} noValidate className="grid gap-4">
      <FormSummary
        failure={failure}
        onReload={() => {
          void readMe().then((fresh) => {
            portalSession.replaceUser(fresh);
            onReloaded();
          });
        }}
      />
      <Field label={t("email")} hint={t("emailHint")}>
        {(wired) => <Input {...wired} readOnly value={me.email} autoComplete="email" />}
      </Field>
      <FormField control={control} name="name" label={t("name")} required>
        {(field) => <Input {...field} autoComplete="name" />}
      </FormField>
      <FormField control={control} name="phone" label={t("phone")} hint={t("phoneHint")} optional>
        {(field) => <Input {...field} type="tel" autoComplete="tel" />}
      </FormField>
      <FormField
        control={control}
        name="linkedin_url"
        label={t("linkedin")}
        hint={t("linkedinHint")}
        optional
      >
        {(field) => <Input {...field} type="url" inputMode="url" autoComplete="url" />}
      </FormField>
      <FormField control={control} name="current_company" label={t("company")} optional>
        {(field) => <Input {...field} autoComplete="organization" />}
      </FormField>
      <FormField control={control} name="experience_years" label={t("years")} optional>
        {(field) => <Input {...field} inputMode="numeric" className="max-w-28" />}
      </FormField>
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" tone="primary" busy={busy} className="max-sm:w-full">
          {t("save")}
        </Button>
        {saved && !formState.isDirty && <SaveMark state="saved" />}
      </div>
      <LeaveGuard when={formState.isDirty && !busy} />
    </form>
  );
}
