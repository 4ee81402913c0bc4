import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useId, useState } from "react";
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
import { ApplicationField } from "./application-field";
import {
  changePortalUser,
  createPortalUser,
  portalUser as accountQuery,
  type PortalUser,
} from "./api";
import { bodyOf, schema, valuesOf } from "./form";
import { t } from "./messages";

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
        <ApplicationField control={control} />
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
