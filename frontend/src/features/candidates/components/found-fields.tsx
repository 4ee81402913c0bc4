import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Check, MapPin } from "lucide-react";
import { verdict } from "@/auth/can";
import { Button } from "@/components/ui/button";
import { Pill } from "@/components/ui/pill";
import { toast } from "@/components/ui/toast";
import { cn } from "@/lib/cn";
import { keys } from "@/lib/keys";
import { acceptFields, candidateQuery } from "../api";
import { fieldsOf, type CvText, type FieldName, type FoundField } from "../cv-text";
import { t } from "../messages";
import type { Candidate } from "../model";

const LABELS = {
  name: t("name"),
  email: t("email"),
  phone: t("phone"),
  linkedin: t("linkedin"),
  current_role: t("currentRole"),
  summary: t("summary"),
  skills: t("skills"),
  experience: t("experience"),
  education: t("education"),
} satisfies Record<FieldName, string>;

interface FoundFieldsProps {
  candidate: Candidate;
  cv: CvText;
  chosen: FieldName | null;
  onChoose: (field: FieldName | null) => void;
}

/** What was found, one line a field: where it stands, and whether somebody has taken it as it is. */
export function FoundFields({ candidate, cv, chosen, onChoose }: FoundFieldsProps) {
  const client = useQueryClient();
  const edit = verdict(candidate, "edit");
  const editable = edit.shown && edit.allowed;
  const accept = useMutation({
    mutationFn: (names: FieldName[]) => acceptFields(candidate, names),
    onSuccess: (saved) => client.setQueryData(candidateQuery(saved.candidate_id).queryKey, saved),
    onError: (error) => toast.failed(t("foundNotAccepted"), error),
    onSettled: () =>
      client.invalidateQueries({ queryKey: keys.candidates.detail(candidate.candidate_id) }),
  });
  const fields = fieldsOf(cv);
  const open = fields.filter((each) => !each.typed && each.kept).map((each) => each.field);
  return (
    <section aria-label={t("found")} className="grid content-start gap-2">
      <div className="flex min-h-7 flex-wrap items-center justify-between gap-2">
        <h2 className="text-section">{t("found")}</h2>
        {editable && open.length > 1 && (
          <Button size="small" busy={accept.isPending} onClick={() => accept.mutate(open)}>
            {t("foundAcceptAll")}
          </Button>
        )}
      </div>
      {fields.length === 0 && <p className="text-muted">{t("foundNothing")}</p>}
      <ul className="divide-y rounded-card border bg-card">
        {fields.map((each) => (
          <li
            key={each.field}
            className={cn("grid gap-1 px-3 py-2", chosen === each.field && "bg-primary-soft")}
          >
            <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
              <p className="min-w-24 flex-1 text-dense text-muted">
                {each.count === null
                  ? LABELS[each.field]
                  : t("foundCount", { label: LABELS[each.field], number: each.count })}
              </p>
              <Where
                field={each}
                paged={cv.pages > 1}
                chosen={chosen === each.field}
                onChoose={onChoose}
              />
              <State
                field={each}
                editable={editable}
                busy={accept.isPending}
                onAccept={() => accept.mutate([each.field])}
              />
            </div>
            <p className="line-clamp-3 wrap-anywhere">{each.value}</p>
          </li>
        ))}
      </ul>
      {editable && (
        <p className="text-dense text-muted">
          {t("foundHint")}{" "}
          <Link
            from="/candidates/$candidateId"
            to="/candidates/$candidateId"
            search={(before) => ({ ...before, tab: undefined })}
            className="rounded-control text-primary hover:underline"
          >
            {t("foundEdit")}
          </Link>
        </p>
      )}
    </section>
  );
}

interface WhereProps {
  field: FoundField;
  paged: boolean;
  chosen: boolean;
  onChoose: (field: FieldName | null) => void;
}

function Where({ field, paged, chosen, onChoose }: WhereProps) {
  const first = field.places[0];
  if (!first || first.end === first.start)
    return <span className="text-dense text-muted">{t("foundInLink")}</span>;
  return (
    <Button
      tone="quiet"
      size="small"
      aria-pressed={chosen}
      aria-label={t("foundShow", { field: LABELS[field.field] })}
      onClick={() => onChoose(chosen ? null : field.field)}
    >
      <MapPin aria-hidden />
      {paged ? t("foundWhere", { page: first.page }) : t("foundThere")}
    </Button>
  );
}

interface StateProps {
  field: FoundField;
  editable: boolean;
  busy: boolean;
  onAccept: () => void;
}

function State({ field, editable, busy, onAccept }: StateProps) {
  if (field.typed)
    return (
      <Pill tone={field.kept ? "success" : "neutral"} icon={Check}>
        {t(field.kept ? "foundAccepted" : "foundReplaced")}
      </Pill>
    );
  if (!editable || !field.kept) return null;
  return (
    <Button
      size="small"
      busy={busy}
      aria-label={t("foundAcceptOne", { field: LABELS[field.field] })}
      onClick={onAccept}
    >
      {t("foundAccept")}
    </Button>
  );
}
