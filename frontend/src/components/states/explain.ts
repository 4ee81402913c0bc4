import { isProblem } from "@/api/problem";
import { t } from "@/components/messages";
import { withPossible } from "./possible";

/** One sentence for people, whatever was thrown. */
export function explain(error: unknown): string {
  if (!isProblem(error)) return t("program");
  if (error.type === "timeout") return t("timeout");
  if (error.status === 0) return t("network");
  if (error.status === 412) return t("changed");
  if (error.status === 429)
    return t("later", { count: Math.max(1, Math.ceil(error.retryAfter ?? 1)) });
  if ([502, 503, 504].includes(error.status)) return t("busy");
  if (error.status >= 500) return t("broken");
  return withPossible(error);
}

/** `explain` for what is loaded: trouble that passes is tried again without anybody (app/come-back). */
export function explainLoading(error: unknown): string {
  if (isProblem(error, 502, 503, 504)) return t("busyLoading");
  if (isProblem(error, 0) && error.type !== "timeout") return t("networkLoading");
  return explain(error);
}
