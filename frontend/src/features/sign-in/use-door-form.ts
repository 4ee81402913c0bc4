import { useRef, useState, type FormEvent } from "react";
import { failureOf, NO_FAILURE, type Failure } from "./failure";

/**
 * Small forms of few fields, before anything of weight is loaded: reads the fields on submit, sends once, shows what
 * was refused where it belongs and moves there.
 */
export function useDoorForm(
  known: readonly string[],
  send: (values: Record<string, string>) => Promise<void>,
  check: (values: Record<string, string>) => Record<string, string | undefined>,
) {
  const [failure, setFailure] = useState<Failure>(NO_FAILURE);
  const [busy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);

  const show = (next: Failure) => {
    setFailure(next);
    const first = known.find((name) => next.fields[name]);
    const control = first ? form.current?.elements.namedItem(first) : null;
    if (control instanceof HTMLElement) control.focus();
  };

  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy) return;
    const typed = new FormData(event.currentTarget);
    const values = Object.fromEntries(known.map((name) => [name, String(typed.get(name) ?? "")]));
    const missing = check(values);
    if (Object.values(missing).some(Boolean)) {
      show({ fields: missing, general: null });
      return;
    }
    setBusy(true);
    setFailure(NO_FAILURE);
    send(values)
      .catch((error: unknown) => show(failureOf(error, known)))
      .finally(() => setBusy(false));
  };

  return { form, failure, busy, onSubmit };
}
