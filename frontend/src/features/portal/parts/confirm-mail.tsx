import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { newKey } from "@/api/headers";
import { explain } from "@/components/states/explain";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { askForLink } from "../api";
import { t } from "../messages";

/** Nobody sees applications before he has shown that the address is his. */
export function ConfirmMail({ email }: { email: string }) {
  const [key] = useState(newKey);
  const ask = useMutation({ mutationFn: () => askForLink(email, key) });
  if (ask.isSuccess)
    return (
      <Notice tone="success" announce>
        {t("linkSent", { email })}
      </Notice>
    );
  return (
    <Notice
      tone="warn"
      title={t("unverifiedTitle")}
      actions={
        <Button busy={ask.isPending} onClick={() => ask.mutate()}>
          {t("sendLink")}
        </Button>
      }
    >
      <p className="break-words">{t("unverifiedText", { email })}</p>
      {ask.error && <p role="alert">{explain(ask.error)}</p>}
    </Notice>
  );
}
