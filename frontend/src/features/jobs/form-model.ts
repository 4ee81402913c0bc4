/** The editor's fields as they are typed, and what they mean. Lazy: brings zod. */
import { z } from "zod";
import { PRIORITIES } from "@/components/status/statuses";
import { t } from "./messages";
import type { Job } from "./model";
import { EMPLOYMENT_TYPES } from "./params";

const words = (most: number) => z.string().trim().max(most);

/** Digits as typed, or nothing. */
function number(pattern: RegExp, least: number, most: number, wrong: string) {
  return z
    .string()
    .trim()
    .refine(
      (typed) =>
        typed === "" || (pattern.test(typed) && Number(typed) >= least && Number(typed) <= most),
      wrong,
    )
    .transform((typed) => (typed === "" ? null : Number(typed)));
}

const years = number(/^\d{1,2}$/, 0, 80, t("yearsWrong"));
const money = number(/^\d{1,15}(\.\d{1,2})?$/, 0, 1e15, t("moneyWrong"));

export const schema = z
  .object({
    client_id: z.string().min(1, t("clientNone")),
    title: words(200).min(1, t("titleNeeded")),
    department: words(200).transform((typed) => typed || null),
    location: words(200),
    employment_type: z.enum(EMPLOYMENT_TYPES),
    priority: z.enum(PRIORITIES),
    openings: number(/^\d{1,5}$/, 1, 10_000, t("openingsWrong")).transform((value, context) => {
      if (value !== null) return value;
      context.addIssue({ code: "custom", message: t("openingsWrong") });
      return z.NEVER;
    }),
    description: z.string().trim().max(20_000),
    required_skills: z.array(words(80)).max(100),
    nice_to_have_skills: z.array(words(80)).max(100),
    experience_min: years.transform((value) => value ?? 0),
    experience_max: years,
    salary_min: money,
    salary_max: money,
    status: z.enum(["open", "on_hold"]),
  })
  .superRefine((values, context) => {
    for (const [least, most] of [
      ["experience_min", "experience_max"],
      ["salary_min", "salary_max"],
    ] as const) {
      const low = values[least];
      const high = values[most];
      if (low !== null && high !== null && low > high)
        context.addIssue({ code: "custom", path: [least], message: t("yearsReversed") });
    }
  });

export type Typed = z.input<typeof schema>;
export type Meant = z.output<typeof schema>;

const typed = (value: number | null) => (value === null ? "" : String(value));

export function blank(clientId = ""): Typed {
  return {
    client_id: clientId,
    title: "",
    department: "",
    location: "",
    employment_type: "full_time",
    priority: "medium",
    openings: "1",
    description: "",
    required_skills: [],
    nice_to_have_skills: [],
    experience_min: "",
    experience_max: "",
    salary_min: "",
    salary_max: "",
    status: "open",
  };
}

/** A job's own status has its own menu; the form does not touch it. */
export function typedOf(job: Job): Typed {
  return {
    ...blank(job.client_id),
    title: job.title,
    department: job.department ?? "",
    location: job.location,
    employment_type: job.employment_type,
    priority: job.priority,
    openings: typed(job.openings),
    description: job.description,
    required_skills: [...job.required_skills],
    nice_to_have_skills: [...job.nice_to_have_skills],
    experience_min: job.experience_min === 0 ? "" : typed(job.experience_min),
    experience_max: typed(job.experience_max),
    salary_min: typed(job.salary_min),
    salary_max: typed(job.salary_max),
  };
}

export const FIELD_LABELS: Record<keyof Typed, string> = {
  client_id: t("client"),
  title: t("title"),
  department: t("department"),
  location: t("location"),
  employment_type: t("type"),
  priority: t("priority"),
  openings: t("openings"),
  description: t("description"),
  required_skills: t("requiredSkills"),
  nice_to_have_skills: t("niceSkills"),
  experience_min: t("experienceMin"),
  experience_max: t("experienceMax"),
  salary_min: t("salaryMin"),
  salary_max: t("salaryMax"),
  status: t("status"),
};
