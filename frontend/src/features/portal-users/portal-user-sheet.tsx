import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useId, useState } from "react";
import { z } from "zod";
import { FormField } from "@/components/form/form-field";
import { FormSummary } from "@/components/form/form-summary";
import { useApiForm } from "@/components/form/use-api-form";
import { ErrorState } from "@/components/states/error-state";
import { AlertDialog } from "@/components/ui/alert-dialog";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Sheet } from "@/components/ui/sheet";
import { Skeleton } from "@/components/ui/skeleton";
import { toast } from "@/components/ui/toast";
import { keys } from "@/lib/keys";
import {
  changePortalUser,
  createPortalUser,
  portalUser as accountQuery,
  type PortalUser,
} from "./api";
import { t } from "./messages";

const line = (longest = 200) =>
  z
    .string()
    .trim()
    .max(longest, { error: t("tooLong") });

const schema = z.object({
  name: line().min(1, { error: t("nameNeeded") }),
  email: line(254).min(1, { error: t("emailNeeded") }),
  phone: line(40),
  current_company: line(),
  experience_years: z
    .string()
    .trim()
    .regex(/^(?:\d|[1-7]\d|80)?$/, { error: t("yearsBad") }),
  linkedin_url: line(2048).regex(/^(?:https:\/\/\S+)?$/, { error: t("linkedinBad") }),
  linked_candidate_id: line(64),
});

type Values = z.infer<typeof schema>;

function valuesOf(account: PortalUser | null): Values {
  return {
    name: account?.name ?? "",
    email: account?.email ?? "",
    phone: account?.phone ?? "",
    current_company: account?.current_company ?? "",
    experience_years: account?.experience_years?.toString() ?? "",
    linkedin_url: account?.linkedin_url ?? "",
    linked_candidate_id: account?.linked_candidate_id ?? "",
  };
}

function bodyOf(values: Values) {
  return {
    name: values.name,
    phone: values.phone || null,
    current_company: values.current_company || null,
    experience_years: values.experience_years === "" ? null : Number(values.experience_years),
    linkedin_url: values.linkedin_url || null,
    linked_candidate_id: values.linked_candidate_id || null,
  };
}

/** Loads the account that the address names, then opens it. */
export function AccountSheet({ id, onClose }: { id: string; onClose: () => void }) {
  const found = useQuery(accountQuery(id));
  if (found.data) return <PortalUserSheet account={found.data} onClose={onClose} />;
  return (
    <Sheet open wide onOpenChange={(open) => !open && onClose()} title={t("accountWhat")}>
      {found.error ? (
        <ErrorState
          error={found.error}
          what={t("accountWhat")}
          onRetry={() => void found.refetch()}
        />
      ) : (
        <div aria-busy="true" className="grid gap-4">
          <Skeleton className="h-14" />
          <Skeleton className="h-14" />
          <Skeleton className="h-14" />
        </div>
      )}
    </Sheet>
  );
}

interface PortalUserSheetProps {
  /** Null: a new one. */
  account: PortalUser | null;
  onClose: () => void;
}

export function PortalUserSheet({ account, onClose }: PortalUserSheetProps) {
  const client = useQueryClient();
  const id = useId();
  const [asking, setAsking] = useState(false);
  const { form, submit, busy, failure } = useApiForm({
    schema,
    values: valuesOf(account),
    send: async (values, key) => {
      const saved = account
        ? await changePortalUser(account, bodyOf(values))
        : await createPortalUser({ ...bodyOf(values), email: values.email }, key);
      client.setQueryData(keys.portal_users.detail(saved.candidate_portal_id), saved);
      void client.invalidateQueries({ queryKey: keys.portal_users.all });
      toast.done(t(account ? "saved" : "created", { name: saved.name }));
      onClose();
    },
  });
  const close = () => (form.formState.isDirty && !busy ? setAsking(true) : onClose());
  const { control } = form;
  return (
    <Sheet
      open
      wide
      onOpenChange={(open) => !open && close()}
      title={account ? t("editTitle", { name: account.name }) : t("createTitle")}
      description={account ? account.email : t("createLead")}
      footer={
        <>
          <Button onClick={close}>{t("cancel")}</Button>
          <Button type="submit" form={id} tone="primary" busy={busy}>
            {account ? t("save") : t("create")}
          </Button>
        </>
      }
    >
      <form id={id} noValidate onSubmit={submit} className="grid gap-4">
        <FormSummary
          failure={failure}
          onReload={
            account
              ? () => void client.invalidateQueries({ queryKey: keys.portal_users.all })
              : undefined
          }
        />
        <FormField control={control} name="name" label={t("name")} required>
          {(field) => <Input {...field} autoComplete="off" />}
        </FormField>
        {account === null && (
          <FormField
            control={control}
            name="email"
            label={t("email")}
            hint={t("emailFixed")}
            required
          >
            {(field) => <Input {...field} type="email" autoComplete="off" />}
          </FormField>
        )}
        <FormField control={control} name="phone" label={t("phone")} optional>
          {(field) => <Input {...field} type="tel" autoComplete="off" />}
        </FormField>
        <div className="grid gap-4 sm:grid-cols-2">
          <FormField control={control} name="current_company" label={t("company")} optional>
            {(field) => <Input {...field} autoComplete="off" />}
          </FormField>
          <FormField control={control} name="experience_years" label={t("years")} optional>
            {(field) => <Input {...field} inputMode="numeric" autoComplete="off" />}
          </FormField>
        </div>
        <FormField control={control} name="linkedin_url" label={t("linkedin")} optional>
          {(field) => <Input {...field} type="url" placeholder="https://" autoComplete="off" />}
        </FormField>
        <FormField
          control={control}
          name="linked_candidate_id"
          label={t("applicationId")}
          hint={t("applicationHint")}
          optional
        >
          {(field) => (
            <Input {...field} placeholder="cand_…" spellCheck={false} autoComplete="off" />
          )}
        </FormField>
      </form>
      <AlertDialog
        open={asking}
        onOpenChange={setAsking}
        title={t("discardTitle")}
        effect={t("discardEffect")}
        confirm={t("discard")}
        onConfirm={onClose}
      />
    </Sheet>
  );
}
