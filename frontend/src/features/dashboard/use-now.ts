import { useEffect, useState } from "react";

const STEP_MS = 300_000;

function rounded(): number {
  return Math.floor(Date.now() / STEP_MS) * STEP_MS;
}

/** The time, to five minutes: exact enough for what is due, and the same question to the server meanwhile. */
export function useNow(): Date {
  const [now, setNow] = useState(rounded);
  useEffect(() => {
    const timer = setInterval(() => setNow(rounded()), 30_000);
    return () => clearInterval(timer);
  }, []);
  return new Date(now);
}
