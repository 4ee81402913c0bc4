import { useQueryClient } from "@tanstack/react-query";
import { useId, useState } from "react";
import { useWatch } from "react-hook-form";
import { z } from "zod";
import { FormField } from "@/components/form/form-field";
import { FormSummary } from "@/components/form/form-summary";
import { useApiForm } from "@/components/form/use-api-form";
import { AlertDialog } from "@/components/ui/alert-dialog";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Sheet } from "@/components/ui/sheet";
import { Textarea } from "@/components/ui/textarea";
import { toast } from "@/components/ui/toast";
import { keys } from "@/lib/keys";
import { changeClient, client as clientQuery, createClient, type Client } from "./api";
import { t } from "./messages";
import { changesOf, foreignChanges, valuesOf, type ClientValues, type TextField } from "./model";

const line = (longest = 200) =>
  z
    .string()
    .trim()
    .max(longest, t("tooLong"))
    .transform((value) => value || null);

const schema = z.object({
  company_name: z.string().trim().min(1, t("nameNeeded")).max(200, t("tooLong")),
  industry: line(),
  website: line(2048).refine((value) => value === null || /^https:\/\/\S+$/.test(value), {
    message: t("websiteBad"),
  }),
  phone: line(40),
  address: line(),
  postal_code: line(20),
  city: line(),
  state: line(),
  country: line(),
  notes: line(20_000),
});

interface ClientSheetProps {
  /** Null: a new one. */
  client: Client | null;
  onClose: () => void;
  onSaved: (client: Client) => void;
}

/** Makes a client, or changes one. Mount it when it opens: its key for the write is made then. */
export default function ClientSheet({ client, onClose, onSaved }: ClientSheetProps) {
  const cache = useQueryClient();
  const id = useId();
  const [asking, setAsking] = useState(false);
  // What If-Match names: at first what the page showed, after "load the new version" what the server has.
  const [base, setBase] = useState(client);
  const opened = valuesOf(client);
  const { form, submit, busy, failure } = useApiForm({
    schema,
    values: opened,
    send: async (values, key) => {
      const before = schema.parse({ ...opened, company_name: opened.company_name || "-" });
      const saved =
        base === null
          ? await createClient(values, key)
          : await changeClient(base.client_id, base.version, changesOf(before, values), key);
      cache.setQueryData(keys.clients.detail(saved.client_id), saved);
      void cache.invalidateQueries({ queryKey: keys.clients.all });
      void cache.invalidateQueries({ queryKey: keys.dashboard.all });
      toast.done(t(base === null ? "created" : "saved", { name: saved.company_name }));
      onSaved(saved);
    },
  });
  const { isDirty } = form.formState;
  const foreign = base && client ? foreignChanges(opened, valuesOf(base)) : {};
  const reload = () => {
    if (!client) return;
    void cache
      .fetchQuery({ ...clientQuery(client.client_id), staleTime: 0 })
      .then(setBase, (error: unknown) => toast.failed(t("notDone"), error));
  };
  const close = () => (isDirty && !busy ? setAsking(true) : onClose());

  return (
    <Sheet
      open
      wide
      onOpenChange={(open) => !open && close()}
      title={client ? t("editTitle", { name: client.company_name }) : t("newTitle")}
      footer={
        <>
          <Button onClick={close}>{t("cancel")}</Button>
          <Button type="submit" form={id} tone="primary" busy={busy}>
            {client ? t("save") : t("create")}
          </Button>
        </>
      }
    >
      <form id={id} onSubmit={submit} noValidate className="grid gap-4">
        <FormSummary failure={failure} onReload={reload} />
        <Text form={form} name="company_name" label={t("companyName")} required foreign={foreign} />
        <div className="grid gap-4 sm:grid-cols-2">
          <Text form={form} name="industry" label={t("industry")} foreign={foreign} />
          <Text
            form={form}
            name="website"
            label={t("website")}
            hint={t("websiteHint")}
            type="url"
            foreign={foreign}
          />
        </div>
        <fieldset className="grid gap-4">
          <legend className="mb-3 text-section">{t("contact")}</legend>
          <Text form={form} name="phone" label={t("phone")} type="tel" foreign={foreign} />
          <Text form={form} name="address" label={t("address")} foreign={foreign} />
          <div className="grid gap-4 sm:grid-cols-[1fr_2fr]">
            <Text form={form} name="postal_code" label={t("postalCode")} foreign={foreign} />
            <Text form={form} name="city" label={t("city")} foreign={foreign} />
          </div>
          <div className="grid gap-4 sm:grid-cols-2">
            <Text form={form} name="state" label={t("state")} foreign={foreign} />
            <Text form={form} name="country" label={t("country")} foreign={foreign} />
          </div>
        </fieldset>
        <Text form={form} name="notes" label={t("notes")} hint={t("notesHint")} foreign={foreign} />
      </form>
      <AlertDialog
        open={asking}
        onOpenChange={setAsking}
        title={t("leaveTitle")}
        effect={t("leaveText")}
        confirm={t("leave")}
        onConfirm={onClose}
      />
    </Sheet>
  );
}

type Form = ReturnType<typeof useApiForm<ClientValues, z.output<typeof schema>>>["form"];

interface TextProps {
  form: Form;
  name: TextField;
  label: string;
  hint?: string;
  type?: "text" | "url" | "tel";
  required?: boolean;
  foreign: Partial<Record<TextField, string>>;
}

/** One field; where somebody else saved another value meanwhile, that value stands below it. */
function Text({ form, name, label, hint, type = "text", required = false, foreign }: TextProps) {
  const mine = useWatch({ control: form.control, name });
  const other = foreign[name];
  const note =
    other !== undefined && other !== mine
      ? t("nowOnServer", { value: other || t("emptyValue") })
      : hint;
  return (
    <FormField
      control={form.control}
      name={name}
      label={label}
      hint={note}
      required={required}
      optional={false}
    >
      {(field) =>
        name === "notes" ? (
          <Textarea {...field} rows={5} />
        ) : (
          <Input
            {...field}
            type={type}
            autoComplete="off"
            // The first field; in a sheet the cross would have the focus otherwise.
          />
        )
      }
    </FormField>
  );
}
