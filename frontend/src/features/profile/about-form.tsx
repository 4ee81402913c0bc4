import { z } from "zod";
import type { Me } from "@/api/sessions";
import { FormField } from "@/components/form/form-field";
import { FormSummary } from "@/components/form/form-summary";
import { LeaveGuard } from "@/components/form/leave-guard";
import { useApiForm } from "@/components/form/use-api-form";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toast";
import { reloadMe, saveProfile } from "./api";
import { t } from "./messages";

const ROLES: Record<string, () => string> = {
  admin: () => t("admin"),
  recruiter: () => t("recruiter"),
  client_user: () => t("client_user"),
};

const schema = z.object({
  name: z
    .string()
    .trim()
    .min(1, { error: t("nameNeeded") }),
  phone: z.string().trim(),
});

export function AboutForm({ me }: { me: Me }) {
  const { form, submit, busy, failure } = useApiForm({
    schema,
    values: { name: me.name, phone: me.phone ?? "" },
    send: async ({ name, phone }) => {
      await saveProfile(me, { name, phone: phone || null });
      form.reset({ name, phone });
      toast.done(t("saved"));
    },
  });
  const { isDirty } = form.formState;
  return (
    <form onSubmit={submit} noValidate className="grid max-w-md gap-4">
      <FormSummary failure={failure} onReload={() => void reloadMe()} />
      <FormField control={form.control} name="name" label={t("name")} required>
        {(field) => <Input {...field} autoComplete="name" />}
      </FormField>
      <FormField control={form.control} name="phone" label={t("phone")} optional>
        {(field) => <Input {...field} type="tel" autoComplete="tel" />}
      </FormField>
      <dl className="grid gap-3 sm:grid-cols-2">
        <div className="min-w-0">
          <dt className="font-medium">{t("email")}</dt>
          <dd className="break-all">{me.email}</dd>
          {me.role !== "admin" && <dd className="text-dense text-muted">{t("emailFixed")}</dd>}
        </div>
        <div>
          <dt className="font-medium">{t("role")}</dt>
          <dd>{ROLES[me.role]?.() ?? me.role}</dd>
        </div>
      </dl>
      {(isDirty || busy) && (
        <div className="flex gap-2">
          <Button type="submit" tone="primary" busy={busy}>
            {t("save")}
          </Button>
        </div>
      )}
      <LeaveGuard when={isDirty && !busy} />
    </form>
  );
}
