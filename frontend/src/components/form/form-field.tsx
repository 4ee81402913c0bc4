import type { ComponentProps, ReactNode } from "react";
import {
  Controller,
  type Control,
  type ControllerRenderProps,
  type FieldPath,
  type FieldValues,
} from "react-hook-form";
import { Field, type FieldControl } from "@/components/ui/field";

interface FormFieldProps<V extends FieldValues, N extends FieldPath<V>> extends Omit<
  ComponentProps<typeof Field>,
  "children" | "error"
> {
  control: Control<V, unknown, FieldValues>;
  name: N;
  /** Gets what makes the control the field's own: `{(field) => <Input {...field} />}`. */
  children: (field: FieldControl & ControllerRenderProps<V, N>) => ReactNode;
}

/** A field of a form: label, hint and error of `name`, wired to the control. */
export function FormField<V extends FieldValues, N extends FieldPath<V>>({
  control,
  name,
  children,
  ...field
}: FormFieldProps<V, N>) {
  return (
    <Controller
      control={control}
      name={name}
      render={({ field: bound, fieldState }) => (
        <Field {...field} error={fieldState.error?.message ?? null}>
          {(wired) => children({ ...bound, ...wired })}
        </Field>
      )}
    />
  );
}
