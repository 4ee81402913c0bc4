import { useEffect, useState } from "react";
import type { Me } from "@/api/sessions";
import type { Found, SearchSource } from "./types";

const WAIT_MS = 250;
const LEAST = 2;

interface Result {
  source: SearchSource;
  found: Found[];
  failed: boolean;
}

/** Asks every source for the words, once they have rested; each may fail alone. */
export function useFinds(
  words: string,
  sources: readonly SearchSource[],
  user: Me,
): { results: Result[]; searching: boolean } {
  const [state, setState] = useState<{ words: string; results: Result[] }>({
    words: "",
    results: [],
  });
  const wanted = words.trim();
  const enough = wanted.length >= LEAST;

  useEffect(() => {
    if (!enough) return;
    const stop = new AbortController();
    const timer = setTimeout(() => {
      const asked = sources
        .filter((source) => source.when(user))
        .map((source) =>
          source.search(wanted, stop.signal).then(
            (found): Result => ({ source, found, failed: false }),
            (): Result => ({ source, found: [], failed: true }),
          ),
        );
      void Promise.all(asked).then((results) => {
        if (!stop.signal.aborted)
          setState({
            words: wanted,
            results: results.filter((each) => each.failed || each.found.length > 0),
          });
      });
    }, WAIT_MS);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [wanted, enough, sources, user]);

  return { results: enough ? state.results : [], searching: enough && state.words !== wanted };
}
