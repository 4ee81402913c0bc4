import { useQueryClient } from "@tanstack/react-query";
import { lazy, Suspense, useRef, useState } from "react";
import { newKey } from "@/api/headers";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { formatRelative } from "@/lib/format";
import { keys } from "@/lib/keys";
import { declineTimes } from "../api";
import { t } from "../messages";
import type { Interview } from "../model";

// Few open it: no page waits for its code.
const ReasonDialog = lazy(() =>
  import("@/components/form/reason-dialog").then((module) => ({ default: module.ReasonDialog })),
);

/** Words to the agency when no time suits. The times stay, and can still be chosen. */
export function NoneSuitsSection({ interview }: { interview: Interview }) {
  const queries = useQueryClient();
  const [open, setOpen] = useState(false);
  // A try that got no answer is sent again under its key; other words are another request.
  const sent = useRef({ message: "", key: newKey() });
  const { slots_declined_at: at, slots_declined_message: message } = interview;
  const ask = (
    <Button className="max-sm:w-full" onClick={() => setOpen(true)}>
      {at ? t("sayMore") : t("sayNone")}
    </Button>
  );
  return (
    <section className="mt-8">
      {at && message ? (
        <Notice tone="info" title={t("saidNoneTitle")} actions={ask} announce>
          <span className="break-words whitespace-pre-line">
            {t("saidNone", { when: formatRelative(at), message })}
          </span>
        </Notice>
      ) : (
        <>
          <h2 className="font-semibold">{t("noneTitle")}</h2>
          <p className="mb-3 text-muted">{t("noneText")}</p>
          {ask}
        </>
      )}
      {open && (
        <Suspense>
          <ReasonDialog
            open
            onOpenChange={setOpen}
            title={t("sayNoneTitle")}
            effect={t("sayNoneEffect")}
            confirm={t("sayNoneConfirm")}
            tone="primary"
            label={t("sayNoneLabel")}
            most={2000}
            onConfirm={async (words) => {
              if (sent.current.message !== words) sent.current = { message: words, key: newKey() };
              const told = await declineTimes(interview.interview_id, words, sent.current.key);
              queries.setQueryData(keys.interviews.detail(interview.interview_id), told);
              void queries.invalidateQueries({ queryKey: keys.interviews.lists });
            }}
          />
        </Suspense>
      )}
    </section>
  );
}
