import { useQuery } from "@tanstack/react-query";
import { Controller, type Control } from "react-hook-form";
import { z } from "zod";
import { useMe } from "@/auth/use-session";
import { useCan } from "@/auth/can";
import { FormField } from "@/components/form/form-field";
import { ErrorState } from "@/components/states/error-state";
import { Checkbox } from "@/components/ui/checkbox";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { Skeleton } from "@/components/ui/skeleton";
import { clientNames, eventTypes } from "./api";
import { EventPicker } from "./event-picker";
import { t } from "./messages";

export const schema = z.object({
  url: z
    .string()
    .trim()
    .min(1, { error: t("urlNeeded") })
    .max(2048, { error: t("urlLong") })
    // Whether http is taken, on a machine for trying things out, only the server knows.
    .regex(/^https?:\/\//i, { error: t("urlHttps") }),
  description: z
    .string()
    .trim()
    .max(200, { error: t("descriptionLong") }),
  client_id: z.string(),
  personal_data: z.boolean(),
  event_types: z.array(z.string()).min(1, { error: t("eventsNeeded") }),
});

export type Values = z.infer<typeof schema>;

export const LABELS: Record<keyof Values, string> = {
  url: t("url"),
  description: t("description"),
  client_id: t("client"),
  personal_data: t("personal"),
  event_types: t("eventsLabel"),
};

interface WebhookFieldsProps {
  control: Control<Values, unknown, Values>;
  clientId: string;
  /** A webhook stays with its client: only a new one may choose. */
  chooseClient?: boolean;
  readOnly?: boolean;
}

export function WebhookFields({
  control,
  clientId,
  chooseClient = false,
  readOnly = false,
}: WebhookFieldsProps) {
  const me = useMe();
  const types = useQuery(eventTypes());
  const mayChoose = chooseClient && me.client_id === null;
  const clients = useQuery({ ...clientNames(), enabled: useCan("clients:read") && mayChoose });
  return (
    <div className="grid gap-5">
      <div className="grid max-w-[640px] gap-4">
        <FormField control={control} name="url" label={t("url")} hint={t("urlHint")} required>
          {(field) => (
            <Input
              {...field}
              type="url"
              inputMode="url"
              autoComplete="off"
              spellCheck={false}
              placeholder="https://"
              readOnly={readOnly}
            />
          )}
        </FormField>
        <FormField control={control} name="description" label={t("description")} optional>
          {(field) => <Input {...field} autoComplete="off" readOnly={readOnly} />}
        </FormField>
        {mayChoose && clients.data && clients.data.length > 0 && (
          <FormField control={control} name="client_id" label={t("client")} hint={t("clientHint")}>
            {(field) => (
              <Select
                {...field}
                empty={t("allClients")}
                options={clients.data.map((each) => ({
                  value: each.client_id,
                  label: each.company_name,
                }))}
              />
            )}
          </FormField>
        )}
        <Controller
          control={control}
          name="personal_data"
          render={({ field }) => (
            <Checkbox
              label={t("personal")}
              hint={t("personalHint")}
              checked={field.value}
              disabled={readOnly}
              onBlur={field.onBlur}
              onChange={(event) => field.onChange(event.target.checked)}
            />
          )}
        />
      </div>
      <Controller
        control={control}
        name="event_types"
        render={({ field, fieldState }) => (
          <section aria-label={t("eventsLabel")} className="max-w-[960px]">
            <h2 className="mb-2 text-section">{t("eventsLabel")}</h2>
            {fieldState.error?.message && (
              <p role="alert" className="mb-2 text-danger">
                {fieldState.error.message}
              </p>
            )}
            {types.data ? (
              <EventPicker
                types={types.data}
                chosen={field.value}
                onChange={field.onChange}
                ofClient={clientId !== "" || me.client_id !== null}
                readOnly={readOnly}
                invalid={fieldState.invalid}
              />
            ) : types.error ? (
              <ErrorState
                error={types.error}
                what={t("eventsLabel")}
                onRetry={() => void types.refetch()}
              />
            ) : (
              <div aria-busy="true">
                <Skeleton className="h-64" />
              </div>
            )}
          </section>
        )}
      />
    </div>
  );
}
