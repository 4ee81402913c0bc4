import { t } from "@/components/messages";
import type { Problem } from "@/api/problem";
import { CANDIDATE_ACTIONS, INTERVIEW_ACTIONS, JOB_ACTIONS } from "@/lib/action-words";
import { formatList } from "@/lib/format";
import { messages } from "@/lib/i18n";

const WORDS = { ...CANDIDATE_ACTIONS, ...INTERVIEW_ACTIONS, ...JOB_ACTIONS };
const word = messages(WORDS);

/** A refusal in the words of the server, and what is possible instead in the words of the buttons. */
export function withPossible({ detail, allowed }: Problem): string {
  const known = allowed.filter((name): name is keyof typeof WORDS => Object.hasOwn(WORDS, name));
  if (known.length === 0) return detail;
  return t("possibleNow", { detail, what: formatList(known.map((name) => word(name))) });
}
