import { useMutation, useQuery } from "@tanstack/react-query";
import { Download, FileText, FileX } from "lucide-react";
import { verdict } from "@/auth/can";
import { Empty } from "@/components/states/empty";
import { ErrorState } from "@/components/states/error-state";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { Skeleton } from "@/components/ui/skeleton";
import { toast } from "@/components/ui/toast";
import { keys } from "@/lib/keys";
import { saveFile } from "@/lib/save-file";
import { cvFile } from "../api";
import { t } from "../messages";
import type { Candidate } from "../model";

const SHOWN = 100_000;

/** The CV: its state, the download, and for plain text the text. Nothing that strangers sent is ever rendered. */
export function CvTab({ candidate }: { candidate: Candidate }) {
  const may = verdict(candidate, "download-cv");
  const name = candidate.cv_filename ?? "cv";
  const download = useMutation({
    mutationFn: () => cvFile(candidate.candidate_id),
    onSuccess: (file) => saveFile(file, name),
    onError: (error) => toast.failed(t("cvLoadFailed"), error),
  });
  if (!candidate.cv_file_url)
    return (
      <Empty icon={FileX} title={t("cvNone")}>
        {t("cvNoneText")}
      </Empty>
    );
  return (
    <div className="grid gap-4">
      <div className="flex flex-wrap items-center gap-3 rounded-card border bg-card p-4">
        <FileText aria-hidden className="size-5 shrink-0 text-muted" />
        <p className="min-w-40 flex-1 font-medium break-all">{name}</p>
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
      {candidate.cv_status === "parsing" && <Notice>{t("cvReading")}</Notice>}
      {candidate.cv_status === "failed" && <Notice tone="warn">{t("cvFailed")}</Notice>}
      {/\.txt$/i.test(name) ? (
        <PlainText id={candidate.candidate_id} />
      ) : (
        <p className="text-muted">{t("cvNoPreview")}</p>
      )}
    </div>
  );
}

function PlainText({ id }: { id: string }) {
  const text = useQuery({
    queryKey: keys.candidates.detail(id, "cv-text"),
    queryFn: async () => (await cvFile(id)).text(),
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (text.isPending) return <Skeleton className="h-64 w-full" />;
  if (text.data === undefined)
    return (
      <ErrorState error={text.error} what={t("cvPreview")} onRetry={() => void text.refetch()} />
    );
  return (
    <section className="grid gap-2" aria-label={t("cvPreview")}>
      <pre className="max-w-[80ch] overflow-x-auto rounded-card border bg-card p-4 font-sans break-words whitespace-pre-wrap">
        {text.data.slice(0, SHOWN)}
      </pre>
      {text.data.length > SHOWN && <p className="text-muted">{t("cvTruncated")}</p>}
    </section>
  );
}
