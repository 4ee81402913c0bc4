/**
 * A form over one write of the API. Import it only in lazily loaded pages and dialogs: it brings react-hook-form and zod.
 *
 * The idempotency key is made when the form opens and kept while the same values are sent again (a lost answer does
 * nothing twice); other values are another request and get a new one.
 */
import { zodResolver } from "@hookform/resolvers/zod";
import { useRef, useState } from "react";
import {
  useForm,
  type DefaultValues,
  type FieldValues,
  type Path,
  type UseFormReturn,
} from "react-hook-form";
import type { z } from "zod";
import { mapErrors } from "@/api/field-errors";
import { newKey } from "@/api/headers";
import { isProblem } from "@/api/problem";

interface Options<Input extends FieldValues, Output extends FieldValues> {
  schema: z.ZodType<Output, Input>;
  values: DefaultValues<Input>;
  /** Sends; throws the Problem of the API. `key` for `idempotent(key)`. */
  send: (values: Output, key: string) => Promise<void>;
  /** Paths that errors of the server may go to, beyond those of `values`: `slots.*.start_time`. */
  also?: readonly string[];
}

export interface ApiForm<Input extends FieldValues, Output extends FieldValues> {
  form: UseFormReturn<Input, unknown, Output>;
  submit: (event?: { preventDefault: () => void }) => void;
  busy: boolean;
  /** What belongs to no field: for FormSummary. */
  failure: FormFailure | null;
  /** Takes the failure away: what it spoke of is settled. */
  forget: () => void;
}

export interface FormFailure {
  error: unknown;
  /** Sentences for which the form shows no field. */
  rest: string[];
}

export function useApiForm<Input extends FieldValues, Output extends FieldValues>({
  schema,
  values,
  send,
  also = [],
}: Options<Input, Output>): ApiForm<Input, Output> {
  const form = useForm<Input, unknown, Output>({
    resolver: zodResolver(schema),
    defaultValues: values,
    // Errors come on leaving the field or sending, and go as soon as the field is right.
    mode: "onTouched",
    shouldFocusError: true,
  });
  const key = useRef(newKey());
  const sent = useRef<string | null>(null);
  const [failure, setFailure] = useState<FormFailure | null>(null);
  const known = [...Object.keys(values), ...also];

  const submitted = async (output: Output) => {
    const now = JSON.stringify(output, (_, value: unknown) =>
      value instanceof File ? `${value.name}:${value.size}:${value.lastModified}` : value,
    );
    if (sent.current !== null && sent.current !== now) key.current = newKey();
    sent.current = now;
    setFailure(null);
    try {
      await send(output, key.current);
      key.current = newKey();
      sent.current = null;
    } catch (error) {
      const mapped = isProblem(error, 422) ? mapErrors(error, known) : { fields: [], rest: [] };
      mapped.fields.forEach(({ path, message }, index) =>
        // The server's names were matched with those of the form a line above.
        form.setError(
          path as Path<Input>,
          { type: "server", message },
          { shouldFocus: index === 0 },
        ),
      );
      if (mapped.fields.length === 0 || mapped.rest.length > 0)
        setFailure({ error, rest: mapped.rest });
    }
  };

  return {
    form,
    submit: (event) => {
      event?.preventDefault();
      void form.handleSubmit(submitted)();
    },
    busy: form.formState.isSubmitting,
    failure,
    forget: () => setFailure(null),
  };
}
