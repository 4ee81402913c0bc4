import { t } from "@/components/messages";
import { explain } from "./explain";
import { useSecondsLeft } from "./use-seconds-left";

/** `explain`, where it stays on the page: what passes by itself counts down, and says when it is over. */
export function Explained({ error }: { error: unknown }) {
  const left = useSecondsLeft(error);
  if (left === null) return explain(error);
  if (left === 0) return t("nowAgain");
  // Read out once, not every second.
  return (
    <>
      <span aria-hidden>{t("later", { count: left })}</span>
      <span className="sr-only">{explain(error)}</span>
    </>
  );
}
