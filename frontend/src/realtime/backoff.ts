/** How long to wait before the next try: growing, and spread, so that a restarted server is not met by all at once. */
const FIRST_MS = 1_000;
const MOST_MS = 30_000;

/** `tries` counts from 0; `random` from 0 to 1. */
export function backoff(tries: number, random: number): number {
  const ceiling = Math.min(MOST_MS, FIRST_MS * 2 ** Math.min(tries, 10));
  return Math.round(ceiling / 2 + (ceiling / 2) * random);
}
