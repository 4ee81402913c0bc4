import { t } from "@/components/messages";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";

export interface Conflict {
  name: string;
  label: string;
  mine: string;
  theirs: string;
}

interface ConflictNoticeProps {
  /** Fields that both changed: yours stays until you take theirs. */
  conflicts: readonly Conflict[];
  /** Labels of what only the others changed; it is in the form already. */
  taken: readonly string[];
  onTake: (name: string) => void;
}

/** After the new version was loaded into a form with changes of one's own: both versions, field by field. */
export function ConflictNotice({ conflicts, taken, onTake }: ConflictNoticeProps) {
  if (conflicts.length === 0 && taken.length === 0) return null;
  return (
    <Notice tone={conflicts.length > 0 ? "warn" : "info"} announce title={t("mergedTitle")}>
      {taken.length > 0 && <p>{t("mergedTaken", { fields: taken.join(", ") })}</p>}
      {conflicts.length > 0 && (
        <ul className="mt-2 grid gap-2">
          {conflicts.map((each) => (
            <li key={each.name} className="grid gap-1 rounded-control bg-card/60 p-2 text-fg">
              <p className="font-medium">{each.label}</p>
              <p className="break-words">{t("mergedTheirs", { value: each.theirs || "–" })}</p>
              <p className="break-words">{t("mergedMine", { value: each.mine || "–" })}</p>
              <p>
                <Button size="small" onClick={() => onTake(each.name)}>
                  {t("mergedTake", { field: each.label })}
                </Button>
              </p>
            </li>
          ))}
        </ul>
      )}
    </Notice>
  );
}
