import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Download, FileText, FileX } from "lucide-react";
import { useState } from "react";
import { verdict } from "@/auth/can";
import { newKey } from "@/api/headers";
import { isProblem } from "@/api/problem";
import { Empty } from "@/components/states/empty";
import { ErrorState } from "@/components/states/error-state";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { Skeleton } from "@/components/ui/skeleton";
import { toast } from "@/components/ui/toast";
import { saveFile } from "@/lib/save-file";
import { candidateQuery, cvFile, cvTextQuery, parseCv } from "../api";
import type { CvText, FieldName } from "../cv-text";
import { t } from "../messages";
import { isStaffView, type Candidate } from "../model";
import { CvViewer } from "./cv-viewer";
import { FoundFields } from "./found-fields";
import { ReplaceCv } from "./replace-cv";

/** The CV: its state, the file, its text with what was found in it. */
export function CvTab({ candidate }: { candidate: Candidate }) {
  const add = verdict(candidate, "upload-cv");
  const may = add.shown && add.allowed;
  if (!candidate.cv_file_url)
    return (
      <div className="grid gap-4">
        <Empty icon={FileX} title={t("cvNone")}>
          {t("cvNoneText")}
        </Empty>
        {may && <ReplaceCv candidate={candidate} />}
      </div>
    );
  return (
    <div className="grid gap-4">
      <FileLine candidate={candidate} replaceable={may} />
      <State candidate={candidate} />
      <Text candidate={candidate} />
    </div>
  );
}

function FileLine({ candidate, replaceable }: { candidate: Candidate; replaceable: boolean }) {
  const [replacing, setReplacing] = useState(false);
  const may = verdict(candidate, "download-cv");
  const name = candidate.cv_filename ?? "cv";
  const download = useMutation({
    mutationFn: () => cvFile(candidate.candidate_id),
    onSuccess: (file) => saveFile(file, name),
    onError: (error) => toast.failed(t("cvLoadFailed"), error),
  });
  return (
    <div className="grid gap-3 rounded-card border bg-card p-4">
      <div className="flex flex-wrap items-center gap-3">
        <FileText aria-hidden className="size-5 shrink-0 text-muted" />
        <p className="min-w-40 flex-1 font-medium break-all">{name}</p>
        {replaceable && !replacing && (
          <Button onClick={() => setReplacing(true)}>{t("cvReplace")}</Button>
        )}
        <Button
          tone="primary"
          busy={download.isPending}
          reason={may.shown ? may.reason : null}
          onClick={() => download.mutate()}
        >
          <Download aria-hidden />
          {t("cvDownload")}
        </Button>
      </div>
      {replacing && <ReplaceCv candidate={candidate} onDone={() => setReplacing(false)} />}
    </div>
  );
}

const WHY: Record<string, string> = {
  scanned: t("cvScanned"),
  "no-text": t("cvNoText"),
  unreadable: t("cvUnreadable"),
  "model-unavailable": t("cvModelAway"),
  "model-answer": t("cvModelAnswer"),
  "model-refused": t("cvModelRefused"),
};

function State({ candidate }: { candidate: Candidate }) {
  const client = useQueryClient();
  const again = verdict(candidate, "parse-cv");
  const retry = useMutation({
    mutationFn: () => parseCv(candidate.candidate_id, newKey()),
    onSuccess: (now) => client.setQueryData(candidateQuery(now.candidate_id).queryKey, now),
    onError: (error) => toast.failed(t("cvRetryFailed"), error),
  });
  const staff = isStaffView(candidate) ? candidate : null;
  return (
    <>
      {staff?.cv_hidden_text && <HiddenText id={candidate.candidate_id} />}
      {candidate.cv_status === "parsing" && <Notice announce>{t("cvReading")}</Notice>}
      {candidate.cv_status === "failed" && (
        <Notice
          tone="warn"
          title={t("cvFailed")}
          actions={
            again.shown &&
            again.allowed && (
              <Button size="small" busy={retry.isPending} onClick={() => retry.mutate()}>
                {t("cvRetry")}
              </Button>
            )
          }
        >
          {staff && WHY[staff.cv_failure ?? ""]}
        </Notice>
      )}
    </>
  );
}

const HOW: Record<string, string> = {
  invisible: t("hiddenInvisible"),
  tiny: t("hiddenTiny"),
  "off-page": t("hiddenOff"),
  marked: t("hiddenMarked"),
  "zero-width": t("hiddenZero"),
};

/** Said before anything else is believed: somebody wrote what no reader was to see. */
function HiddenText({ id }: { id: string }) {
  const text = useQuery(cvTextQuery(id));
  return (
    <Notice tone="danger" title={t("hiddenTitle")}>
      <p>{t("hiddenText")}</p>
      <ul className="mt-2 grid gap-1">
        {text.data?.hidden.map((each, at) => (
          <li key={`${each.page}-${at}`} className="wrap-anywhere">
            <span className="font-medium">
              {t("hiddenWhere", { how: HOW[each.why] ?? each.why, page: each.page })}
            </span>{" "}
            “{each.text}”
          </li>
        ))}
      </ul>
    </Notice>
  );
}

function Text({ candidate }: { candidate: Candidate }) {
  const text = useQuery(cvTextQuery(candidate.candidate_id));
  if (text.isPending)
    return (
      <div className="grid gap-4 lg:grid-cols-[minmax(0,1fr)_360px]">
        <Skeleton className="h-96 w-full" />
        <Skeleton className="h-64 w-full" />
      </div>
    );
  if (!text.data)
    return isProblem(text.error, 404) ? (
      <p className="text-muted">{t("cvNoPreview")}</p>
    ) : (
      <ErrorState error={text.error} what={t("cvText")} onRetry={() => void text.refetch()} />
    );
  if (text.data.text.trim() === "") return <p className="text-muted">{t("cvNoWords")}</p>;
  return <Read candidate={candidate} cv={text.data} />;
}

function Read({ candidate, cv }: { candidate: Candidate; cv: CvText }) {
  const [chosen, setChosen] = useState<FieldName | null>(null);
  return (
    <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_360px]">
      <div className="order-2 min-w-0 lg:order-1">
        <CvViewer cv={cv} chosen={chosen} />
      </div>
      <div className="order-1 min-w-0 lg:order-2">
        <FoundFields candidate={candidate} cv={cv} chosen={chosen} onChoose={setChosen} />
      </div>
    </div>
  );
}
