import { useRouter, type ErrorComponentProps } from "@tanstack/react-router";
import { lazy, Suspense, useEffect, useState } from "react";
import { isProblem, noAnswer } from "@/api/problem";
import { answers, isStaleChunk, reloadOnce } from "./stale-chunk";

export const loadErrorState = () => import("@/components/states/error-state");

const ErrorState = lazy(async () => {
  try {
    return { default: (await loadErrorState()).ErrorState };
  } catch {
    return { default: Bare };
  }
});

/** When not even the page for errors can be loaded. */
function Bare({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  return (
    <div className="grid justify-items-center gap-3 px-4 py-24 text-center">
      <h1 className="text-title">This page could not be loaded</h1>
      {isProblem(error) && <p className="text-muted">{error.detail}</p>}
      <button
        type="button"
        className="rounded-control border border-control px-3 py-2"
        onClick={onRetry}
      >
        Try again
      </button>
    </div>
  );
}

/** Before a page is there nothing else asks again (come-back.ts looks after what is on it). */
const AGAIN_MS = 5_000;

/** A page that could not be shown; the bars around it stay alive. */
export function PageError({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  const stale = isStaleChunk(error);
  const [away, setAway] = useState(!navigator.onLine);
  const passing = isProblem(error) && error.passing;
  useEffect(() => {
    if (!passing) return undefined;
    const timer = setInterval(() => void router.invalidate(), AGAIN_MS);
    return () => clearInterval(timer);
  }, [passing, router]);
  useEffect(() => {
    if (!stale) return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    // There is nothing on this page to lose.
    const look = async () => {
      clearTimeout(timer);
      const there = await answers();
      setAway(!there);
      if (there) reloadOnce();
      else timer = setTimeout(() => void look(), AGAIN_MS);
    };
    const looked = () => void look();
    looked();
    window.addEventListener("online", looked);
    return () => {
      clearTimeout(timer);
      window.removeEventListener("online", looked);
    };
  }, [stale]);
  return (
    <Suspense>
      <ErrorState
        page
        error={stale && away ? noAnswer(error) : error}
        what="This page"
        onRetry={() => {
          if (stale) location.reload();
          reset();
          void router.invalidate();
        }}
      />
    </Suspense>
  );
}
