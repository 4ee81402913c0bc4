/** Which words and which sign belong to which standing. */
import {
  CalendarCheck,
  CalendarClock,
  CircleCheck,
  CircleDashed,
  CircleDot,
  CircleSlash,
  Hourglass,
  type LucideIcon,
} from "lucide-react";
import type { Tone } from "@/components/ui/pill";
import { t } from "./messages";
import { standing, type Interview, type Standing, type Step } from "./model";

interface Look {
  tone: Tone;
  icon: LucideIcon;
  word: string;
  text: string;
}

const LOOKS: Record<Standing, Look> = {
  choose: { tone: "warn", icon: Hourglass, word: t("stateChoose"), text: t("textChoose") },
  waiting: { tone: "neutral", icon: Hourglass, word: t("stateWaiting"), text: t("textWaiting") },
  booked: { tone: "info", icon: CalendarCheck, word: t("stateBooked"), text: t("textBooked") },
  now: { tone: "violet", icon: CircleDot, word: t("stateNow"), text: t("textNow") },
  over: { tone: "neutral", icon: CircleDashed, word: t("stateOver"), text: t("textOver") },
  finished: {
    tone: "neutral",
    icon: CircleDashed,
    word: t("stateFinished"),
    text: t("textFinished"),
  },
  passed: { tone: "success", icon: CircleCheck, word: t("statePassed"), text: t("textPassed") },
  missed: { tone: "danger", icon: CircleSlash, word: t("stateMissed"), text: t("textMissed") },
  cancelled: {
    tone: "neutral",
    icon: CircleSlash,
    word: t("stateCancelled"),
    text: t("textCancelled"),
  },
};

export function lookOf(interview: Interview, now: number): Look {
  const state = standing(interview, now);
  if (state === "booked" && interview.invite_sent)
    return {
      tone: "violet",
      icon: CalendarClock,
      word: t("stateInvited"),
      text: t("textInvited"),
    };
  return LOOKS[state];
}

export const STEP_WORDS: Record<Step, string> = {
  received: t("stepReceived"),
  reading: t("stepReading"),
  shortlist: t("stepShortlist"),
  interviews: t("stepInterviews"),
  decision: t("stepDecision"),
};

export const STEP_TEXTS: Record<Step, string> = {
  received: t("isReceived"),
  reading: t("isReading"),
  shortlist: t("isShortlist"),
  interviews: t("isInterviews"),
  decision: t("isDecision"),
};

export const MODES: Record<Interview["interview_mode"], string> = {
  Video: t("video"),
  Phone: t("phone"),
  Onsite: t("onsite"),
};

/** How to get there: what is known before the invitation, and after it. */
export function howTo(interview: Interview): string {
  if (interview.interview_mode === "Phone") return t("howPhone");
  if (interview.interview_mode === "Onsite") return t("howOnsite");
  return interview.meeting_link ? t("howVideo") : t("howVideoLater");
}
