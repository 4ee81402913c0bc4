import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { CircleAlert, CircleCheck, CopyCheck, FileClock, LoaderCircle, X } from "lucide-react";
import { useState } from "react";
import { isProblem } from "@/api/problem";
import { explain } from "@/components/states/explain";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { IconButton } from "@/components/ui/icon-button";
import { Input } from "@/components/ui/input";
import { Progress } from "@/components/ui/progress";
import { formatBytes, formatShare } from "@/lib/format";
import { candidateQuery } from "../api";
import { progressOf, RULES, type Item, type Missing, type Stage } from "../intake";
import { t } from "../messages";

interface IntakeRowProps {
  item: Item;
  onRetry: (typed?: Partial<Record<Missing, string>>) => void;
  onRemove: () => void;
}

const ICONS = {
  refused: [CircleAlert, "text-danger"],
  waiting: [FileClock, "text-muted"],
  sending: [LoaderCircle, "animate-spin text-muted"],
  added: [CircleCheck, "text-success-fg"],
  duplicate: [CopyCheck, "text-warn-fg"],
  missing: [CircleAlert, "text-warn-fg"],
  failed: [CircleAlert, "text-danger"],
} as const satisfies Record<Stage["kind"], readonly [typeof X, string]>;

function refusal(item: Item, why: string): string {
  if (why === "too-big") return t("tooBig", { size: formatBytes(item.file.size) });
  if (why === "wrong-kind") return t("wrongKind");
  if (why === "empty") return t("emptyFile");
  return why === "twice" ? t("twice") : t("tooMany", { count: RULES.most });
}

function words(item: Item): string {
  const { stage } = item;
  switch (stage.kind) {
    case "refused":
      return refusal(item, stage.why);
    case "waiting":
      return t("intakeWaiting");
    case "sending":
      return stage.sent < 1
        ? t("intakeSending", { percent: formatShare(stage.sent) })
        : t("intakeReading");
    case "added":
      return t("intakeAdded", { name: stage.name });
    case "duplicate":
      return t("intakeDuplicate");
    case "missing":
      return t("intakeMissing");
    case "failed":
      return explain(stage.error);
  }
}

/** One file: where it is, what became of it, and what can be done about it. */
export function IntakeRow({ item, onRetry, onRemove }: IntakeRowProps) {
  const { stage, file } = item;
  const [Icon, style] = ICONS[stage.kind];
  const sending = stage.kind === "sending";
  const passing = stage.kind === "failed" && isProblem(stage.error) && stage.error.passing;
  return (
    <li className="grid gap-2 px-4 py-3" data-stage={stage.kind}>
      <div className="flex items-start gap-3">
        <Icon aria-hidden className={`mt-0.5 size-4 shrink-0 ${style}`} />
        <div className="flex min-w-0 flex-1 flex-wrap items-start justify-between gap-x-3">
          <div className="min-w-0 grow basis-64">
            <p className="font-medium break-all">
              {file.name}
              <span className="ms-2 inline-block font-normal text-muted">
                {formatBytes(file.size)}
              </span>
            </p>
            {stage.kind === "added" ? (
              <AddedState id={stage.candidateId} name={stage.name} />
            ) : (
              <p role="status" className="text-dense text-muted">
                {words(item)}
              </p>
            )}
          </div>
          {stage.kind === "added" && (
            <Link
              to="/candidates/$candidateId"
              params={{ candidateId: stage.candidateId }}
              className="rounded-control text-primary hover:underline"
            >
              {t("intakeOpen", { name: stage.name })}
            </Link>
          )}
          {stage.kind === "duplicate" && stage.candidateId !== null && (
            <Link
              to="/candidates/$candidateId"
              params={{ candidateId: stage.candidateId }}
              className="rounded-control text-primary hover:underline"
            >
              {t("intakeFirst")}
            </Link>
          )}
        </div>
        {passing && (
          <Button size="small" onClick={() => onRetry()}>
            {t("intakeRetry")}
          </Button>
        )}
        <IconButton
          icon={X}
          label={t(sending ? "intakeCancel" : "intakeRemove", { file: file.name })}
          className="-my-1 size-8"
          onClick={onRemove}
        />
      </div>
      {sending && (
        <Progress label={file.name} value={stage.sent < 1 ? stage.sent : null} className="ms-7" />
      )}
      {stage.kind === "missing" && (
        <Missing fields={stage.fields} problem={stage.problem} onSend={onRetry} />
      )}
    </li>
  );
}

/** What becomes of a CV after its upload, followed live. */
function AddedState({ id, name }: { id: string; name: string }) {
  const { data: candidate } = useQuery(candidateQuery(id));
  return (
    <p role="status" className="text-dense text-muted">
      {t(progressOf(candidate), { name })}
    </p>
  );
}

interface MissingProps {
  fields: readonly Missing[];
  problem: string | null;
  onSend: (typed: Partial<Record<Missing, string>>) => void;
}

/** What the file does not say, typed in beside it. */
function Missing({ fields, problem, onSend }: MissingProps) {
  const [typed, setTyped] = useState<Partial<Record<Missing, string>>>({});
  const complete = fields.every((name) => typed[name]?.trim());
  return (
    <form
      className="ms-7 flex flex-wrap items-end gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (complete) onSend(typed);
      }}
    >
      {fields.map((name) => (
        <Field
          key={name}
          label={t(name)}
          error={problem !== null ? problem : null}
          required
          className="min-w-48 flex-1"
        >
          {(control) => (
            <Input
              {...control}
              type={name === "email" ? "email" : "text"}
              value={typed[name] ?? ""}
              onChange={(event) => setTyped({ ...typed, [name]: event.target.value })}
            />
          )}
        </Field>
      ))}
      <Button type="submit" disabled={!complete}>
        {t("intakeSend")}
      </Button>
    </form>
  );
}
