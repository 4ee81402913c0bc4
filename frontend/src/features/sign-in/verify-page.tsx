import { Link } from "@tanstack/react-router";
import { useCallback, useEffect, useRef, useState } from "react";
import { done, portalApi } from "@/api/client";
import { idempotent, newKey } from "@/api/headers";
import { isProblem } from "@/api/problem";
import { Door } from "@/components/layout/door";
import { Button, buttonStyle } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { failureOf } from "./failure";
import { useToken } from "./link-token";
import { t } from "./messages";

type State =
  { kind: "asking" } | { kind: "done" } | { kind: "spent" } | { kind: "failed"; why: string };

/** Opened from the mail: confirms the address by itself, once. */
export function VerifyPage() {
  const token = useToken();
  return <Verify key={token} token={token} />;
}

function Verify({ token }: { token: string | null }) {
  const [state, setState] = useState<State>(token ? { kind: "asking" } : { kind: "spent" });
  const [key] = useState(newKey);
  const asked = useRef(false);
  const verify = useCallback(() => {
    if (!token) return;
    done(
      portalApi.POST("/api/candidate-portal/verify-email", {
        body: { token },
        headers: idempotent(key),
      }),
    ).then(
      () => setState({ kind: "done" }),
      (error: unknown) =>
        setState(
          isProblem(error, 400, 422)
            ? { kind: "spent" }
            : { kind: "failed", why: failureOf(error, []).general ?? "" },
        ),
    );
  }, [token, key]);
  useEffect(() => {
    if (asked.current) return;
    asked.current = true;
    verify();
  }, [verify]);
  return (
    <Door portal title={t("verifyTitle")}>
      <div className="grid gap-4" aria-busy={state.kind === "asking"}>
        {state.kind === "asking" && <p role="status">{t("verifying")}</p>}
        {state.kind === "done" && (
          <Notice tone="success" announce>
            {t("verified")}
          </Notice>
        )}
        {state.kind === "spent" && (
          <Notice tone="warn" announce>
            {token ? t("verifySpent") : t("linkMissing")}
          </Notice>
        )}
        {state.kind === "failed" && (
          <Notice tone="danger" announce>
            {state.why}
          </Notice>
        )}
        {state.kind === "failed" ? (
          <Button
            tone="primary"
            size="wide"
            onClick={() => {
              setState({ kind: "asking" });
              verify();
            }}
          >
            {t("tryAgain")}
          </Button>
        ) : (
          state.kind !== "asking" && (
            <Link to="/portal/login" className={buttonStyle({ tone: "primary", size: "wide" })}>
              {t("signIn")}
            </Link>
          )
        )}
      </div>
    </Door>
  );
}
