import { Check, Circle } from "lucide-react";
import { useState } from "react";
import { Field } from "@/components/ui/field";
import { PasswordInput } from "@/components/ui/password-input";
import { cn } from "@/lib/cn";
import { t } from "./messages";
import { passwordRules, type Rule } from "./password-rules";

const WORDS: Record<Rule["id"], () => string> = {
  length: () => t("ruleLength"),
  longest: () => t("ruleLongest"),
  email: () => t("ruleEmail"),
};

/** A new password with its rules ticked while typing. */
export function NewPassword({
  error,
  email = "",
  name = "new_password",
}: {
  error?: string;
  email?: string;
  name?: string;
}) {
  const [typed, setTyped] = useState("");
  const rules = passwordRules(typed, email).filter((rule) => rule.id !== "longest" || !rule.kept);
  return (
    <Field
      label={t("newPassword")}
      error={error}
      required
      hint={
        <span className="grid gap-0.5">
          {rules
            .filter((rule) => rule.id !== "email" || email !== "")
            .map((rule) => (
              <span
                key={rule.id}
                className={cn("flex items-center gap-1.5", rule.kept && "text-success-fg")}
              >
                {rule.kept ? (
                  <Check aria-hidden className="size-4" />
                ) : (
                  <Circle aria-hidden className="size-4 p-0.5" />
                )}
                {WORDS[rule.id]()}
              </span>
            ))}
        </span>
      }
    >
      {(control) => (
        <PasswordInput
          {...control}
          name={name}
          autoComplete="new-password"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
      )}
    </Field>
  );
}
