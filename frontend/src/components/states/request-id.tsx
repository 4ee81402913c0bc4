import { t } from "@/components/messages";
import { Check, Copy } from "lucide-react";
import { useState } from "react";
import { isProblem } from "@/api/problem";

/** The id that finds a failure in the server's log, to copy and pass on. */
export function RequestId({ error }: { error: unknown }) {
  const [copied, setCopied] = useState(false);
  if (!isProblem(error) || !error.requestId) return null;
  const id = error.requestId;
  return (
    <p className="mt-2 text-meta">
      {t("request")}{" "}
      <button
        type="button"
        className="inline-flex min-h-6 items-center gap-1 rounded-control px-1 font-mono break-all hover:bg-sunken"
        aria-label={t("copyRequest", { id })}
        onClick={() => {
          void navigator.clipboard.writeText(id).then(() => setCopied(true));
        }}
      >
        {id}
        {copied ? (
          <Check aria-hidden className="size-3" />
        ) : (
          <Copy aria-hidden className="size-3" />
        )}
      </button>
      <span role="status" className="sr-only">
        {copied ? t("copied") : ""}
      </span>
    </p>
  );
}
