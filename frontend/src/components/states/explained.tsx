import { t } from "@/components/messages";
import { explain, explainLoading } from "./explain";
import { useSecondsLeft } from "./use-seconds-left";

interface ExplainedProps {
  error: unknown;
  /** It concerns something that is loaded, not something that somebody does. */
  loading?: boolean;
}

/** `explain`, where it stays on the page: what passes by itself counts down, and says when it is over. */
export function Explained({ error, loading = false }: ExplainedProps) {
  const left = useSecondsLeft(error);
  if (left === null) return loading ? explainLoading(error) : explain(error);
  if (left === 0) return t("nowAgain");
  // Read out once, not every second.
  return (
    <>
      <span aria-hidden>{t("later", { count: left })}</span>
      <span className="sr-only">{explain(error)}</span>
    </>
  );
}
