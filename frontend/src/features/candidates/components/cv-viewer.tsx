import { useEffect, useMemo, useRef } from "react";
import { cn } from "@/lib/cn";
import { piecesOf, type CvText, type FieldName } from "../cv-text";
import { t } from "../messages";

interface CvViewerProps {
  cv: CvText;
  /** The field whose places stand out. */
  chosen: FieldName | null;
}

/** The visible text of the CV as text: nothing that strangers sent is ever rendered as anything else. */
export function CvViewer({ cv, chosen }: CvViewerProps) {
  const pieces = useMemo(() => piecesOf(cv), [cv]);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const mark = chosen && box.current?.querySelector<HTMLElement>(`[data-found~="${chosen}"]`);
    if (!mark || !box.current) return;
    // Inside the box alone: the page itself stays where the reader left it.
    box.current.scrollTop +=
      mark.getBoundingClientRect().top - box.current.getBoundingClientRect().top - 48;
  }, [chosen]);
  return (
    <section aria-label={t("cvText")} className="min-w-0">
      <div
        ref={box}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by keyboard
        tabIndex={0}
        className="max-h-[75dvh] overflow-y-auto rounded-card border bg-card p-4 wrap-anywhere whitespace-pre-wrap focus-visible:outline-2 focus-visible:outline-ring"
      >
        {pieces.map((piece) => (
          <span key={piece.start}>
            {piece.page !== null && (
              <span className="mt-2 mb-1 block border-t pt-1 text-dense text-muted select-none first:mt-0 first:border-0">
                {t("cvPage", { page: piece.page })}
              </span>
            )}
            {piece.field === null ? (
              piece.text
            ) : (
              <mark
                data-found={piece.fields.join(" ")}
                className={cn(
                  "rounded-[3px] bg-transparent text-inherit underline decoration-control decoration-dotted underline-offset-4",
                  chosen !== null &&
                    piece.fields.includes(chosen) &&
                    "bg-warn-bg text-warn-fg no-underline",
                )}
              >
                {piece.text}
              </mark>
            )}
          </span>
        ))}
      </div>
      {cv.truncated && <p className="mt-2 text-dense text-muted">{t("cvTruncated")}</p>}
    </section>
  );
}
