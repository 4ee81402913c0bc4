import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { ErrorState } from "@/components/states/error-state";
import { Segmented } from "@/components/ui/segmented";
import { Skeleton } from "@/components/ui/skeleton";
import { cn } from "@/lib/cn";
import { preview, templates } from "./api";
import { MailFrame } from "./mail-frame";
import { t } from "./messages";
import { templateLabel } from "./model";

interface TemplatesViewProps {
  chosen: string | undefined;
  onChoose: (template: string) => void;
}

/** Every mail that this installation can send, filled with example data. */
export function TemplatesView({ chosen, onChoose }: TemplatesViewProps) {
  const found = useQuery(templates());
  if (!found.data)
    return found.error ? (
      <ErrorState
        error={found.error}
        what={t("templatesWhat")}
        onRetry={() => void found.refetch()}
      />
    ) : (
      <div aria-busy="true">
        <Skeleton className="h-96" />
      </div>
    );
  const shown = found.data.find((each) => each.template === chosen) ?? found.data[0];
  return (
    <div className="grid items-start gap-4 lg:grid-cols-[minmax(280px,1fr)_minmax(0,2fr)]">
      <ul aria-label={t("templates")} className="divide-y rounded-card border bg-card">
        {found.data.map((each) => (
          <li
            key={each.template}
            className={cn(
              "relative px-4 py-2.5 first:rounded-t-card last:rounded-b-card hover:bg-sunken has-[button:focus-visible]:outline-2 has-[button:focus-visible]:-outline-offset-2 has-[button:focus-visible]:outline-ring",
              each.template === shown?.template && "bg-primary-soft hover:bg-primary-soft",
            )}
          >
            <button
              type="button"
              aria-pressed={each.template === shown?.template}
              onClick={() => onChoose(each.template)}
              className="text-start font-medium outline-none after:absolute after:inset-0"
            >
              {templateLabel(each.template)}
            </button>
            <p className="text-dense text-muted">{each.purpose}</p>
          </li>
        ))}
      </ul>
      {shown && <Preview key={shown.template} template={shown.template} />}
    </div>
  );
}

function Preview({ template }: { template: string }) {
  const found = useQuery(preview(template));
  const [as, setAs] = useState<"html" | "text">("html");
  return (
    <section
      aria-label={t("preview")}
      className="grid min-w-0 gap-3 rounded-card border bg-card p-4"
    >
      {found.data ? (
        <>
          <div className="flex flex-wrap items-start gap-2">
            <div className="min-w-48 flex-1">
              <h2 className="text-section break-words">{found.data.subject}</h2>
              <p className="text-dense text-muted">{t("example")}</p>
            </div>
            <Segmented
              label={t("view")}
              value={as}
              onChange={setAs}
              options={[
                { value: "html", label: t("html") },
                { value: "text", label: t("text") },
              ]}
            />
          </div>
          {as === "html" ? (
            <MailFrame subject={found.data.subject} html={found.data.html} />
          ) : (
            <pre className="max-w-[72ch] font-sans break-words whitespace-pre-wrap">
              {found.data.text}
            </pre>
          )}
        </>
      ) : found.error ? (
        <ErrorState error={found.error} what={t("preview")} onRetry={() => void found.refetch()} />
      ) : (
        <div aria-busy="true">
          <Skeleton className="h-96" />
        </div>
      )}
    </section>
  );
}
