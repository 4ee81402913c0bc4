/**
 * A form over one thing that exists already: sends only what was changed, with `If-Match`; when somebody else saved
 * meanwhile (412), loads his version, keeps one's own changes and names what both changed. Lazy, like use-api-form.
 */
import { useState } from "react";
import type { DefaultValues, FieldValues } from "react-hook-form";
import type { z } from "zod";
import { changesOf, threeWay } from "@/lib/three-way";
import { useApiForm, type ApiForm } from "./use-api-form";
import type { Conflict } from "./conflict-notice";

interface Options<T, Input extends FieldValues, Output extends FieldValues> {
  opened: T;
  schema: z.ZodType<Output, Input>;
  typedOf: (thing: T) => Input;
  labels: Record<keyof Input & string, string>;
  /** Sends the changes against the version of `base`; throws the Problem of the API. */
  save: (base: T, changes: Partial<Output>) => Promise<void>;
  /** What the server has now. */
  reload: (base: T) => Promise<T>;
  also?: readonly string[];
}

export interface EditForm<T, Input extends FieldValues, Output extends FieldValues> extends ApiForm<
  Input,
  Output
> {
  base: T;
  conflicts: Conflict[];
  /** Labels of what only the others changed. */
  taken: string[];
  /** After 412. Throws when the new version cannot be had. */
  load: () => Promise<void>;
  take: (name: string) => void;
  discard: () => void;
}

function shown(value: unknown): string {
  if (Array.isArray(value) && value.every((each) => typeof each === "string"))
    return value.join(", ");
  return typeof value === "string" ? value : JSON.stringify(value ?? "");
}

export function useEditForm<T, Input extends FieldValues, Output extends FieldValues>({
  opened,
  schema,
  typedOf,
  labels,
  save,
  reload,
  also,
}: Options<T, Input, Output>): EditForm<T, Input, Output> {
  const [base, setBase] = useState(opened);
  const [merge, setMerge] = useState<{ conflicts: string[]; taken: string[] } | null>(null);
  const made = useApiForm<Input, Output>({
    schema,
    values: typedOf(opened) as DefaultValues<Input>,
    also,
    send: async (values) => {
      const before = schema.safeParse(typedOf(base));
      await save(base, before.success ? changesOf(before.data, values) : values);
    },
  });
  const { form } = made;
  const theirs = typedOf(base);
  const label = (name: string) => labels[name] ?? name;

  return {
    ...made,
    base,
    conflicts: (merge?.conflicts ?? []).map((name) => ({
      name,
      label: label(name),
      mine: shown(form.getValues()[name]),
      theirs: shown(theirs[name]),
    })),
    taken: (merge?.taken ?? []).map(label),
    load: async () => {
      const now = await reload(base);
      const merged = threeWay(typedOf(base), typedOf(now), form.getValues());
      form.reset(typedOf(now));
      form.reset(merged.values, { keepDefaultValues: true });
      setBase(now);
      setMerge(merged);
      made.forget();
    },
    take: (name) => {
      form.reset({ ...form.getValues(), [name]: theirs[name] }, { keepDefaultValues: true });
      if (merge) setMerge({ ...merge, conflicts: merge.conflicts.filter((each) => each !== name) });
    },
    discard: () => {
      form.reset(typedOf(base));
      setMerge(null);
      made.forget();
    },
  };
}
