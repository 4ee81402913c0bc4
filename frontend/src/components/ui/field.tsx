import { t } from "@/components/messages";
import { CircleAlert } from "lucide-react";
import { useId, type ReactNode } from "react";
import { cn } from "@/lib/cn";

/** What a control must carry so that its label, hint and error belong to it. */
export interface FieldControl {
  id: string;
  "aria-describedby": string | undefined;
  "aria-invalid": true | undefined;
  "aria-required": true | undefined;
}

interface FieldProps {
  label: ReactNode;
  hint?: ReactNode;
  error?: string | null;
  required?: boolean;
  /** Says "optional" beside the label; forms mark the fewer of the two kinds. */
  optional?: boolean;
  /** The label stays for those who hear it and is not drawn. */
  hideLabel?: boolean;
  className?: string;
  /** At the right of the label: a link, a counter. */
  aside?: ReactNode;
  children: (control: FieldControl) => ReactNode;
}

/** Label, control, hint and error, wired together. */
export function Field({
  label,
  hint,
  error,
  required,
  optional,
  hideLabel,
  className,
  aside,
  children,
}: FieldProps) {
  const id = useId();
  const hintId = hint ? `${id}-hint` : null;
  const errorId = error ? `${id}-error` : null;
  return (
    <div data-slot="field" className={cn("grid content-start gap-1", className)}>
      <div className={cn("flex items-baseline justify-between gap-3", hideLabel && "sr-only")}>
        <label htmlFor={id} className="font-medium">
          {label}
          {optional && <span className="font-normal text-muted">{t("optional")}</span>}
        </label>
        {aside}
      </div>
      {children({
        id,
        "aria-describedby": [errorId, hintId].filter(Boolean).join(" ") || undefined,
        "aria-invalid": error ? true : undefined,
        "aria-required": required ? true : undefined,
      })}
      {error && <FieldMessage id={errorId ?? undefined}>{error}</FieldMessage>}
      {hint && (
        <p id={hintId ?? undefined} className="text-dense text-muted">
          {hint}
        </p>
      )}
    </div>
  );
}

export function FieldMessage({ id, children }: { id?: string; children: ReactNode }) {
  return (
    <p id={id} className="flex items-start gap-1 text-dense text-danger">
      <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
      {/* The API's words are to be read after the field's name: "must not be empty". */}
      <span className="inline-block first-letter:uppercase">{children}</span>
    </p>
  );
}
