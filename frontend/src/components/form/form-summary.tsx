import { useEffect, useRef } from "react";
import { isProblem } from "@/api/problem";
import { t } from "@/components/messages";
import { Explained } from "@/components/states/explained";
import { RequestId } from "@/components/states/request-id";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import type { FormFailure } from "./use-api-form";

interface FormSummaryProps {
  failure: FormFailure | null;
  /** For 412 and 409: fetch what the server has now; what was typed stays. */
  onReload?: () => void;
}

/** On top of a form: what was refused and belongs to no field. Takes the focus when it comes. */
export function FormSummary({ failure, onReload }: FormSummaryProps) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (failure) box.current?.focus();
  }, [failure]);
  if (!failure) return null;
  const { error, rest } = failure;
  if (isProblem(error, 412)) {
    return (
      <Notice
        ref={box}
        tone="warn"
        announce
        title={t("conflictTitle")}
        actions={
          onReload && (
            <Button size="small" onClick={onReload}>
              {t("conflictReload")}
            </Button>
          )
        }
      >
        {t("conflictText")}
      </Notice>
    );
  }
  return (
    <Notice
      ref={box}
      tone="danger"
      announce
      title={rest.length > 0 ? t("formProblems", { count: rest.length }) : t("formFailed")}
    >
      {rest.length > 0 ? (
        <ul className="list-disc ps-4">
          {rest.map((each) => (
            <li key={each}>{each}</li>
          ))}
        </ul>
      ) : (
        <p>
          <Explained error={error} />
        </p>
      )}
      {isProblem(error) && error.status >= 500 && <RequestId error={error} />}
    </Notice>
  );
}
