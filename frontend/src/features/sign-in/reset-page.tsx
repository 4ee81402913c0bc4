import { Link } from "@tanstack/react-router";
import { useRef, useState } from "react";
import { newKey } from "@/api/headers";
import { isProblem } from "@/api/problem";
import { Door as DoorFrame } from "@/components/layout/door";
import { Button, buttonStyle } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { DoorFailure } from "./door-failure";
import type { Door } from "./doors";
import { useToken } from "./link-token";
import { t } from "./messages";
import { NewPassword } from "@/components/password/new-password";
import { fits } from "@/components/password/password-rules";
import { useDoorForm } from "./use-door-form";

/** Sets a password with the link of a mail. */
export function ResetPage({ door }: { door: Door }) {
  const token = useToken();
  return <Reset key={token} door={door} token={token} />;
}

function Reset({ door, token }: { door: Door; token: string | null }) {
  const [state, setState] = useState<"open" | "done" | "spent">(token ? "open" : "spent");
  const key = useRef(newKey());
  const { form, failure, busy, onSubmit } = useDoorForm(
    ["new_password"],
    async (values) => {
      try {
        await door.reset(token ?? "", values.new_password ?? "", key.current);
        setState("done");
      } catch (error) {
        if (!isProblem(error, 400)) {
          key.current = newKey();
          throw error;
        }
        setState("spent");
      }
    },
    (values) => (fits(values.new_password ?? "", "") ? {} : { new_password: t("ruleLength") }),
  );
  const signIn = door.portal ? "/portal/login" : "/login";
  return (
    <DoorFrame
      portal={door.portal}
      title={t("resetTitle")}
      lead={state === "open" ? t("resetLead") : undefined}
    >
      {state === "done" && (
        <div className="grid gap-4">
          <Notice tone="success" announce>
            {t("resetDone")}
          </Notice>
          <Link to={signIn} className={buttonStyle({ tone: "primary", size: "wide" })}>
            {t("signIn")}
          </Link>
        </div>
      )}
      {state === "spent" && (
        <div className="grid gap-4">
          <Notice tone="warn" announce>
            {token ? t("linkSpent") : t("linkMissing")}
          </Notice>
          <Link
            to={door.portal ? "/portal/forgot-password" : "/forgot-password"}
            className={buttonStyle({ size: "wide" })}
          >
            {t("newLink")}
          </Link>
        </div>
      )}
      {state === "open" && (
        <form ref={form} onSubmit={onSubmit} noValidate className="grid gap-4">
          <DoorFailure of={failure} />
          <NewPassword error={failure.fields.new_password} />
          <Button type="submit" tone="primary" size="wide" busy={busy}>
            {t("setPassword")}
          </Button>
        </form>
      )}
    </DoorFrame>
  );
}
