/** What is typed of a portal account, and what the API takes of it. Pure. */
import { z } from "zod";
import type { PortalUser } from "./api";
import { t } from "./messages";

const line = (longest = 200) =>
  z
    .string()
    .trim()
    .max(longest, { error: t("tooLong") });

export const schema = z.object({
  name: line().min(1, { error: t("nameNeeded") }),
  email: line(254).min(1, { error: t("emailNeeded") }),
  phone: line(40),
  current_company: line(),
  experience_years: z
    .string()
    .trim()
    .regex(/^(?:\d|[1-7]\d|80)?$/, { error: t("yearsBad") }),
  linkedin_url: line(2048).regex(/^(?:https:\/\/\S+)?$/, { error: t("linkedinBad") }),
  linked_candidate_id: line(64),
});

export type Values = z.infer<typeof schema>;

export function valuesOf(account: PortalUser | null): Values {
  return {
    name: account?.name ?? "",
    email: account?.email ?? "",
    phone: account?.phone ?? "",
    current_company: account?.current_company ?? "",
    experience_years: account?.experience_years?.toString() ?? "",
    linkedin_url: account?.linkedin_url ?? "",
    linked_candidate_id: account?.linked_candidate_id ?? "",
  };
}

/** As the API takes them. */
export function bodyOf(values: Values) {
  return {
    name: values.name,
    phone: values.phone || null,
    current_company: values.current_company || null,
    experience_years: values.experience_years === "" ? null : Number(values.experience_years),
    linkedin_url: values.linkedin_url || null,
    linked_candidate_id: values.linked_candidate_id || null,
  };
}
