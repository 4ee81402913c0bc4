import { framed } from "./model";
import { t } from "./messages";

/** HTML from outside: no scripts, no forms, no access to this page; links open in a tab of their own. */
export function MailFrame({ subject, html }: { subject: string; html: string }) {
  return (
    <iframe
      title={t("frame", { subject })}
      sandbox="allow-popups allow-popups-to-escape-sandbox"
      srcDoc={framed(html)}
      className="h-[min(640px,64dvh)] w-full rounded-card border bg-white"
    />
  );
}
