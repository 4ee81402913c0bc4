import { useQueryClient } from "@tanstack/react-query";
import { lazy, Suspense, useRef, useState } from "react";
import { newKey } from "@/api/headers";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import { keys } from "@/lib/keys";
import { withdraw } from "../api";
import { t } from "../messages";
import type { Application } from "../model";

// Few open it: no page waits for its code.
const ReasonDialog = lazy(() =>
  import("@/components/form/reason-dialog").then((module) => ({ default: module.ReasonDialog })),
);

/** Asks, and takes the application back. There is no undo: interviews are cancelled by it. */
export function Withdraw({ application }: { application: Application }) {
  const queries = useQueryClient();
  const [open, setOpen] = useState(false);
  // A try that got no answer is sent again under its key; other words are another request.
  const sent = useRef({ reason: "", key: newKey() });
  return (
    <>
      <Button
        tone="quiet"
        size="small"
        className="-me-2 text-muted touch:min-h-11"
        aria-label={t("withdrawTitle", { job: application.job_title })}
        onClick={() => setOpen(true)}
      >
        {t("withdraw")}
      </Button>
      {open && (
        <Suspense>
          <ReasonDialog
            open
            onOpenChange={setOpen}
            title={t("withdrawTitle", { job: application.job_title })}
            effect={t("withdrawEffect", { company: application.client_name })}
            confirm={t("withdrawConfirm")}
            label={t("withdrawWhy")}
            hint={t("withdrawHint")}
            required={false}
            most={1000}
            onConfirm={async (reason) => {
              if (sent.current.reason !== reason) sent.current = { reason, key: newKey() };
              await withdraw(application.candidate_id, reason, sent.current.key);
              toast.done(t("withdrawn"));
              await Promise.all([
                queries.invalidateQueries({ queryKey: keys.candidates.all }),
                queries.invalidateQueries({ queryKey: keys.interviews.all }),
              ]);
            }}
          />
        </Suspense>
      )}
    </>
  );
}
