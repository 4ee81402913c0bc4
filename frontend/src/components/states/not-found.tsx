import { t } from "@/components/messages";
import { Compass } from "lucide-react";
import { HomeLink } from "./home-link";
import { StateFrame } from "./state-frame";

/** The same words for what does not exist and for what the person may not see. */
export function NotFound({ what = t("page"), page }: { what?: string; page?: boolean }) {
  return (
    <StateFrame
      icon={Compass}
      title={t("notFound", { what })}
      page={page}
      actions={page && <HomeLink />}
    >
      <p>{t("notFoundWhy")}</p>
    </StateFrame>
  );
}
