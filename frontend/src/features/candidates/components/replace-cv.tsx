import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { newKey } from "@/api/headers";
import { explain } from "@/components/states/explain";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { Progress } from "@/components/ui/progress";
import { toast } from "@/components/ui/toast";
import { DropZone } from "@/components/upload/drop-zone";
import { refusalOf } from "@/components/upload/file-rules";
import { formatBytes, formatShare } from "@/lib/format";
import { keys } from "@/lib/keys";
import { candidateQuery, replaceCv } from "../api";
import { RULES } from "../intake";
import { t } from "../messages";
import type { Candidate } from "../model";

interface ReplaceCvProps {
  candidate: Candidate;
  onDone?: () => void;
}

/** Takes one file for an application that is there. What people typed stays. */
export function ReplaceCv({ candidate, onDone }: ReplaceCvProps) {
  const client = useQueryClient();
  const [sent, setSent] = useState(0);
  const [refused, setRefused] = useState<string | null>(null);
  const stop = useRef<AbortController | null>(null);
  useEffect(() => () => stop.current?.abort(), []);
  const put = useMutation({
    mutationFn: (file: File) => {
      stop.current = new AbortController();
      setSent(0);
      return replaceCv(candidate.candidate_id, file, newKey(), stop.current.signal, setSent);
    },
    onSuccess: (saved) => {
      client.setQueryData(candidateQuery(saved.candidate_id).queryKey, saved);
      void client.invalidateQueries({ queryKey: keys.candidates.detail(saved.candidate_id) });
      toast.done(t("cvReplaced"));
      onDone?.();
    },
  });
  const take = (file: File | undefined) => {
    if (!file || put.isPending) return;
    const why = refusalOf(file, [], RULES);
    if (why === "too-big") setRefused(t("tooBig", { size: formatBytes(file.size) }));
    else if (why === "wrong-kind") setRefused(t("wrongKind"));
    else if (why !== null) setRefused(t("emptyFile"));
    else {
      setRefused(null);
      put.mutate(file);
    }
  };
  if (put.isPending)
    return (
      <div className="grid gap-2 rounded-card border bg-card p-4">
        <p role="status" className="text-muted">
          {sent < 1 ? t("intakeSending", { percent: formatShare(sent) }) : t("intakeReading")}
        </p>
        <Progress label={t("cvReplace")} value={sent < 1 ? sent : null} />
      </div>
    );
  return (
    <div className="grid gap-3">
      {(refused !== null || put.isError) && (
        <Notice tone="danger" announce>
          {refused ?? explain(put.error)}
        </Notice>
      )}
      <DropZone
        label={t(candidate.cv_file_url ? "cvDropOther" : "cvDrop")}
        choose={t("cvChoose")}
        rules={t("cvRules")}
        accept={RULES.extensions.join(",")}
        onFiles={(files) => take(files[0])}
      />
      {onDone && (
        <div>
          <Button size="small" onClick={onDone}>
            {t("cancel")}
          </Button>
        </div>
      )}
    </div>
  );
}
