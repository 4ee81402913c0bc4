/** What the addresses of these pages may say. Routes are in the first file that everybody loads: nothing heavy here. */
import { CANDIDATE_STATUSES } from "@/components/status/statuses";
import { manyOf, oneOf, text } from "@/lib/search-params";

export const SORTS = ["created_at", "name"] as const;
export const TABS = ["profile", "cv", "interviews", "activity"] as const;
/** Days. */
export const ADDED_WITHIN = ["7", "30", "90"] as const;
export const FILTERS = {
  status: manyOf(CANDIDATE_STATUSES),
  job_id: text(64),
  client_id: text(64),
  skill: text(80),
  added: oneOf(ADDED_WITHIN),
};
