import { useRef, useState } from "react";
import type { Schemas } from "@/api/client";
import { verify } from "./api";

export type Verification = Schemas["VerificationOut"];

export type Check =
  | { state: "idle" }
  | { state: "running"; done: number; all: number | null }
  | { state: "done"; found: Verification; count: number; at: Date }
  | { state: "stopped"; next: number }
  | { state: "failed"; error: unknown; next: number };

/**
 * Proves the chain. The server follows a long trail in several answers; each is asked for from where the one before
 * ended, until the head is reached, a break is found, or the person stops it.
 */
export function useCheck() {
  const [check, setCheck] = useState<Check>({ state: "idle" });
  const turn = useRef(0);

  const run = async (from: number) => {
    const mine = ++turn.current;
    let next = from;
    setCheck({ state: "running", done: from - 1, all: null });
    try {
      for (;;) {
        const found = await verify(next);
        if (turn.current !== mine) return;
        // A break ends it: what follows cannot be proved.
        if (!found.valid || found.complete || found.next_number === null) {
          setCheck({ state: "done", found, count: found.checked_to, at: new Date() });
          return;
        }
        next = found.next_number;
        setCheck({ state: "running", done: found.checked_to, all: found.head_number });
      }
    } catch (error) {
      if (turn.current === mine) setCheck({ state: "failed", error, next });
    }
  };

  const stop = () => {
    turn.current += 1;
    setCheck((now) =>
      now.state === "running" ? { state: "stopped", next: now.done + 1 } : { state: "idle" },
    );
  };

  return {
    check,
    start: (from = 1) => void run(from),
    stop,
    dismiss: () => setCheck({ state: "idle" }),
  };
}
