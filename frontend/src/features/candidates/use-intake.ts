import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";
import type { Schemas } from "@/api/client";
import { newKey } from "@/api/headers";
import { upload } from "@/api/upload";
import { keys } from "@/lib/keys";
import { added, stageOf, type Item, type Missing, type Stage } from "./intake";

const AT_ONCE = 2;

// Our own gateway's answer; the schema is generated from it.
async function created(response: Response): Promise<Schemas["CandidateFull"]> {
  return response.json();
}

/** Sends the files of a list to a job, two at a time. Without a job they wait. */
export function useIntake(jobId: string | undefined) {
  const client = useQueryClient();
  const [items, setItems] = useState<readonly Item[]>([]);
  const running = useRef(new Map<string, AbortController>());
  const closed = useRef(false);
  // Leaving the page cancels what is not yet sent; what the server has, it keeps.
  useEffect(() => {
    const all = running.current;
    closed.current = false;
    return () => {
      closed.current = true;
      for (const each of all.values()) each.abort();
    };
  }, []);

  const stage = useCallback(
    (id: string, next: Stage) =>
      setItems((before) =>
        before.map((item) => (item.id === id ? { ...item, stage: next } : item)),
      ),
    [],
  );

  const send = useCallback(
    async (item: Item, job: string) => {
      const stop = new AbortController();
      running.current.set(item.id, stop);
      stage(item.id, { kind: "sending", sent: 0 });
      const form = new FormData();
      form.append("file", item.file, item.file.name);
      for (const [name, value] of Object.entries(item.typed)) form.append(name, value);
      try {
        const answer = await created(
          await upload({
            path: `/api/jobs/${encodeURIComponent(job)}/candidates`,
            form,
            key: item.key,
            signal: stop.signal,
            onProgress: (sent) => stage(item.id, { kind: "sending", sent }),
          }),
        );
        stage(item.id, { kind: "added", candidateId: answer.candidate_id, name: answer.name });
        void client.invalidateQueries({ queryKey: keys.candidates.all });
      } catch (error) {
        if (stop.signal.aborted) setItems((before) => before.filter((each) => each.id !== item.id));
        else stage(item.id, stageOf(error));
      } finally {
        running.current.delete(item.id);
      }
    },
    [client, stage],
  );

  useEffect(() => {
    if (jobId === undefined || closed.current) return;
    const free = AT_ONCE - running.current.size;
    const next = items.filter(
      (item) => item.stage.kind === "waiting" && !running.current.has(item.id),
    );
    for (const item of next.slice(0, Math.max(0, free))) void send(item, jobId);
  }, [items, jobId, send]);

  return {
    items,
    add: (files: readonly File[]) => setItems((before) => added(before, files, newKey)),
    /** Once more, with what was typed in for it; other content is another upload. */
    retry: (id: string, typed?: Partial<Record<Missing, string>>) =>
      setItems((before) =>
        before.map((item) =>
          item.id === id
            ? {
                ...item,
                stage: { kind: "waiting" },
                ...(typed ? { typed: { ...item.typed, ...typed }, key: newKey() } : {}),
              }
            : item,
        ),
      ),
    remove: (id: string) => {
      const stop = running.current.get(id);
      if (stop) stop.abort();
      else setItems((before) => before.filter((item) => item.id !== id));
    },
  };
}
