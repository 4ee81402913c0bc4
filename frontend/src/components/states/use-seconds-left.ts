import { useEffect, useState } from "react";
import { isProblem } from "@/api/problem";

interface Wait {
  after: unknown;
  /** By the clock; null when the refusal names no end. */
  end: number | null;
  left: number | null;
}

function waitAfter(error: unknown): Wait {
  if (!isProblem(error, 429)) return { after: error, end: null, left: null };
  const left = Math.max(1, Math.ceil(error.retryAfter ?? 1));
  return { after: error, end: Date.now() + left * 1_000, left };
}

/** After a refusal that passes by itself (429 with `Retry-After`): the seconds until then, counted down. Else null. */
export function useSecondsLeft(error: unknown): number | null {
  const [wait, setWait] = useState(() => waitAfter(error));
  if (wait.after !== error) setWait(waitAfter(error));
  const { end } = wait;
  useEffect(() => {
    if (end === null) return undefined;
    const timer = setInterval(() => {
      const left = Math.max(0, Math.ceil((end - Date.now()) / 1_000));
      setWait((now) => (now.end === end ? { ...now, left } : now));
      if (left === 0) clearInterval(timer);
    }, 1_000);
    return () => clearInterval(timer);
  }, [end]);
  return wait.left;
}
