import { useQuery } from "@tanstack/react-query";
import { Controller, type Control } from "react-hook-form";
import { z } from "zod";
import { useMe } from "@/auth/use-session";
import { FormField } from "@/components/form/form-field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { Textarea } from "@/components/ui/textarea";
import { clientNames } from "./api";
import { t } from "./messages";
import { PermissionBoxes } from "./permission-boxes";

export const schema = z.object({
  role_name: z
    .string()
    .trim()
    .min(1, { error: t("nameNeeded") })
    .max(100, { error: t("nameLong") }),
  description: z
    .string()
    .trim()
    .max(2000, { error: t("descriptionLong") }),
  client_id: z.string(),
  permissions: z.array(z.string()),
});

export type Values = z.infer<typeof schema>;

interface RoleFieldsProps {
  control: Control<Values, unknown, Values>;
  all: readonly string[];
  clientId: string;
  /** A role stays with its client: only a new one may choose. */
  chooseClient?: boolean;
  readOnly?: boolean;
  before?: readonly string[];
}

export function RoleFields({
  control,
  all,
  clientId,
  chooseClient = false,
  readOnly = false,
  before,
}: RoleFieldsProps) {
  const me = useMe();
  const { data: clients } = useQuery({ ...clientNames(), enabled: chooseClient });
  return (
    <div className="grid gap-5">
      <div className="grid max-w-[640px] gap-4">
        <FormField control={control} name="role_name" label={t("name")} required={!readOnly}>
          {(field) => <Input {...field} readOnly={readOnly} autoComplete="off" />}
        </FormField>
        <FormField
          control={control}
          name="description"
          label={t("description")}
          optional={!readOnly}
        >
          {(field) => <Textarea {...field} rows={2} readOnly={readOnly} />}
        </FormField>
        {chooseClient && clients && clients.length > 0 && (
          <FormField control={control} name="client_id" label={t("client")} hint={t("clientHint")}>
            {(field) => (
              <Select
                {...field}
                empty={t("everyone")}
                options={clients.map((each) => ({
                  value: each.client_id,
                  label: each.company_name,
                }))}
              />
            )}
          </FormField>
        )}
      </div>
      <Controller
        control={control}
        name="permissions"
        render={({ field, fieldState }) => (
          <section>
            <h2 className="mb-2 text-section">{t("whatMay")}</h2>
            {fieldState.error?.message && (
              <p role="alert" className="mb-2 text-danger">
                {fieldState.error.message}
              </p>
            )}
            <PermissionBoxes
              all={all}
              held={field.value}
              onChange={field.onChange}
              own={me.permissions}
              ofClient={clientId !== ""}
              readOnly={readOnly}
              before={before}
            />
          </section>
        )}
      />
    </div>
  );
}
