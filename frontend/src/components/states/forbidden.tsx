import { t } from "@/components/messages";
import { Lock } from "lucide-react";
import { HomeLink } from "./home-link";
import { StateFrame } from "./state-frame";

/** The person is known and may not: says what is missing and whom to ask. */
export function Forbidden({ detail, page }: { detail?: string; page?: boolean }) {
  return (
    <StateFrame icon={Lock} title={t("forbidden")} page={page} actions={page && <HomeLink />}>
      <p>{detail}</p>
      <p>{t("forbiddenWhom")}</p>
    </StateFrame>
  );
}
