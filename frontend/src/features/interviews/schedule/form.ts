/** What is planned, as the form holds it, and as the API takes it. */
import { z } from "zod";
import type { Schemas } from "@/api/client";
import { t } from "../messages";
import { MODES, readPerson, type Mode } from "../model";

const person = z.array(z.string()).superRefine((list, context) => {
  const bad = list.filter((each) => readPerson(each) === null);
  if (bad.length > 0)
    context.addIssue({ code: "custom", message: t("peopleBad", { list: bad.join(", ") }) });
});

export const link = z
  .string()
  .trim()
  .refine((text) => text === "" || /^https:\/\/[^\s/]+/.test(text), { error: () => t("linkBad") });

export const planSchema = z.object({
  candidate_id: z.string().min(1, { error: () => t("candidateNeeded") }),
  interview_round: z.number().int().min(1).max(20),
  round_name: z.string().trim().max(200),
  interview_mode: z.enum(MODES),
  interview_duration: z.number().int().min(5).max(480),
  interviewers: person,
  meeting_link: link,
  additional_instructions: z.string().trim().max(20_000),
  time_zone: z.string().min(1),
  proposed_slots: z.array(
    z
      .string()
      .nullable()
      .refine((start): boolean => start !== null, { error: () => t("slotTime") }),
  ),
  draft: z.boolean(),
});

export type Plan = z.infer<typeof planSchema>;

export const STEPS = ["stepWho", "stepHow", "stepWhen", "stepReview"] as const;

/** Which fields each step asks for; a refusal of the server leads back to the step of its field. */
export const FIELDS: readonly (readonly (keyof Plan)[])[] = [
  ["candidate_id", "interview_round", "round_name"],
  [
    "interview_mode",
    "interview_duration",
    "interviewers",
    "meeting_link",
    "additional_instructions",
  ],
  ["time_zone", "proposed_slots"],
  [],
];

export function emptyPlan(candidateId: string, round: number, zone: string): Plan {
  return {
    candidate_id: candidateId,
    interview_round: round,
    round_name: "",
    interview_mode: "Video" satisfies Mode,
    interview_duration: 60,
    interviewers: [],
    meeting_link: "",
    additional_instructions: "",
    time_zone: zone,
    proposed_slots: [],
    draft: false,
  };
}

export function slotsOf(starts: Plan["proposed_slots"]): Schemas["SlotIn"][] {
  return starts.flatMap((start_time) => (start_time === null ? [] : [{ start_time }]));
}

export function peopleOf(list: readonly string[]): Schemas["InterviewerIn"][] {
  return list.flatMap((each) => readPerson(each) ?? []);
}

export function requestOf(plan: Plan): Schemas["InterviewCreate"] {
  return {
    candidate_id: plan.candidate_id,
    interview_round: plan.interview_round,
    round_name: plan.round_name || null,
    interview_mode: plan.interview_mode,
    interview_duration: plan.interview_duration,
    interviewers: peopleOf(plan.interviewers),
    meeting_link: plan.meeting_link || null,
    additional_instructions: plan.additional_instructions || null,
    time_zone: plan.time_zone,
    proposed_slots: slotsOf(plan.proposed_slots),
    draft: plan.draft,
  };
}
