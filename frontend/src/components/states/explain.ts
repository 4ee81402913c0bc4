import { isProblem } from "@/api/problem";
import { messages } from "@/lib/i18n";

const t = messages({
  network: "The server cannot be reached. Check your connection; nothing is lost.",
  timeout: "The server took too long to answer.",
  later: "Too many requests at once. Try again in {seconds} s.",
  busy: "The server is busy or being restarted. Try again in a moment.",
  broken: "Something went wrong on our side.",
  changed: "Somebody changed this meanwhile.",
  program: "Something went wrong on this page. Loading it again usually helps.",
});

/** One sentence for people, whatever was thrown. */
export function explain(error: unknown): string {
  if (!isProblem(error)) return t("program");
  if (error.type === "timeout") return t("timeout");
  if (error.status === 0) return t("network");
  if (error.status === 412) return t("changed");
  if (error.status === 429)
    return t("later", { seconds: Math.max(1, Math.ceil(error.retryAfter ?? 1)) });
  if ([502, 503, 504].includes(error.status)) return t("busy");
  if (error.status >= 500) return t("broken");
  return error.detail;
}
