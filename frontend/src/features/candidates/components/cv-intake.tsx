import { LeaveGuard } from "@/components/form/leave-guard";
import { DropZone } from "@/components/upload/drop-zone";
import { countOf, RULES } from "../intake";
import { t } from "../messages";
import { useIntake } from "../use-intake";
import { IntakeRow } from "./intake-row";

/** CVs first: each file becomes a candidate, and says what became of it. */
export function CvIntake({ jobId }: { jobId: string | undefined }) {
  const intake = useIntake(jobId);
  const count = countOf(intake.items);
  return (
    <div className="grid gap-4">
      <DropZone
        label={t("drop")}
        choose={t("choose")}
        rules={t("dropRules", { count: RULES.most })}
        accept={RULES.extensions.join(",")}
        multiple
        onFiles={intake.add}
      />
      {intake.items.length > 0 && (
        <section aria-label={t("intakeList")} className="grid gap-2">
          <p role="status" className="text-muted">
            {jobId === undefined && count.busy > 0
              ? t("addJobNone")
              : t("intakeSummary", { added: count.added, failed: count.failed })}
          </p>
          <ul className="divide-y rounded-card border bg-card">
            {intake.items.map((item) => (
              <IntakeRow
                key={item.id}
                item={item}
                onRetry={(typed) => intake.retry(item.id, typed)}
                onRemove={() => intake.remove(item.id)}
              />
            ))}
          </ul>
        </section>
      )}
      <LeaveGuard when={count.busy > 0} />
    </div>
  );
}
