import { useRouter, type ErrorComponentProps } from "@tanstack/react-router";
import { lazy, Suspense, useEffect } from "react";
import { isProblem, noAnswer } from "@/api/problem";
import { isStaleChunk, reloadOnce } from "./stale-chunk";

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

/** A page that could not be shown; the bars around it stay alive. */
export function PageError({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  const stale = isStaleChunk(error);
  useEffect(() => {
    if (!stale || reloadOnce()) return undefined;
    // There is nothing on this page to lose.
    const reload = () => location.reload();
    window.addEventListener("online", reload);
    return () => window.removeEventListener("online", reload);
  }, [stale]);
  return (
    <Suspense>
      <ErrorState
        page
        error={stale && !navigator.onLine ? noAnswer(error) : error}
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
