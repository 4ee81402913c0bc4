/** The spec's states, as icon, word and colour. One table for each kind of thing; every page draws from here. */
import {
  Ban,
  Briefcase,
  CalendarCheck,
  CalendarClock,
  CircleCheck,
  CircleDashed,
  CircleDot,
  CirclePause,
  CircleX,
  Eye,
  Flag,
  Hourglass,
  PartyPopper,
  PencilLine,
  Signal,
  SignalHigh,
  SignalLow,
  SignalMedium,
  Sparkles,
  Star,
  UserX,
  type LucideIcon,
} from "lucide-react";
import { messages } from "@/lib/i18n";
import { Pill, type Tone } from "@/components/ui/pill";
import {
  ACCOUNT_STATUSES,
  CANDIDATE_STATUSES,
  INTERVIEW_STATUSES,
  JOB_STATUSES,
  PRIORITIES,
  type AccountStatus,
  type CandidateStatus,
  type InterviewStatus,
  type JobStatus,
  type Priority,
} from "./statuses";

export {
  CANDIDATE_STATUSES,
  JOB_STATUSES,
  PRIORITIES,
  ACCOUNT_STATUSES,
  INTERVIEW_STATUSES,
  type CandidateStatus,
  type JobStatus,
  type Priority,
  type AccountStatus,
  type InterviewStatus,
} from "./statuses";

const t = messages({
  NEW: "New",
  IN_REVIEW: "In review",
  SHORTLISTED: "Shortlisted",
  IN_PROGRESS: "In progress",
  SELECTED: "Selected",
  REJECTED: "Rejected",
  open: "Open",
  on_hold: "On hold",
  closed: "Closed",
  filled: "Filled",
  low: "Low",
  medium: "Medium",
  high: "High",
  urgent: "Urgent",
  active: "Active",
  inactive: "Inactive",
  Draft: "Draft",
  "Awaiting Candidate Confirmation": "Awaiting candidate",
  Confirmed: "Confirmed",
  Scheduled: "Scheduled",
  Completed: "Completed",
  Passed: "Passed",
  Failed: "Failed",
  "No Show": "No show",
  Cancelled: "Cancelled",
});

type Look = readonly [tone: Tone, icon: LucideIcon];

const CANDIDATE = {
  NEW: ["neutral", Sparkles],
  IN_REVIEW: ["info", Eye],
  SHORTLISTED: ["warn", Star],
  IN_PROGRESS: ["violet", CircleDot],
  SELECTED: ["success", PartyPopper],
  REJECTED: ["danger", CircleX],
} as const satisfies Record<string, Look>;

const JOB = {
  open: ["success", Briefcase],
  on_hold: ["warn", CirclePause],
  closed: ["neutral", Ban],
  filled: ["info", CircleCheck],
} as const satisfies Record<string, Look>;

const PRIORITY = {
  low: ["neutral", SignalLow],
  medium: ["info", SignalMedium],
  high: ["warn", SignalHigh],
  urgent: ["danger", Flag],
} as const satisfies Record<string, Look>;

const ACCOUNT = {
  active: ["success", CircleCheck],
  inactive: ["neutral", Ban],
} as const satisfies Record<string, Look>;

const INTERVIEW = {
  Draft: ["neutral", PencilLine],
  "Awaiting Candidate Confirmation": ["warn", Hourglass],
  Confirmed: ["info", CalendarCheck],
  Scheduled: ["violet", CalendarClock],
  Completed: ["warn", CircleDashed],
  Passed: ["success", CircleCheck],
  Failed: ["danger", CircleX],
  "No Show": ["danger", UserX],
  Cancelled: ["neutral", Ban],
} as const satisfies Record<string, Look>;

const LOOKS = {
  candidate: CANDIDATE,
  job: JOB,
  priority: PRIORITY,
  account: ACCOUNT,
  interview: INTERVIEW,
};

type Known = CandidateStatus | JobStatus | Priority | AccountStatus | InterviewStatus;

const WORDS: ReadonlySet<string> = new Set<string>([
  ...CANDIDATE_STATUSES,
  ...JOB_STATUSES,
  ...PRIORITIES,
  ...ACCOUNT_STATUSES,
  ...INTERVIEW_STATUSES,
]);

function isKnown(status: string): status is Known {
  return WORDS.has(status);
}

/** The word for a state, for filters, menus and sentences. A state of a newer server is shown as it came. */
export function statusLabel(status: string): string {
  return isKnown(status) ? t(status) : status;
}

function look(kind: keyof typeof LOOKS, status: string): Look {
  const table: Record<string, Look> = LOOKS[kind];
  return table[status] ?? ["neutral", Signal];
}

interface StatusProps {
  of: keyof typeof LOOKS;
  /** As the API names it. */
  status: string;
  className?: string;
}

/** `<Status of="candidate" status={candidate.status} />` */
export function Status({ of, status, className }: StatusProps) {
  const [tone, icon] = look(of, status);
  return (
    <Pill tone={tone} icon={icon} className={className}>
      {statusLabel(status)}
    </Pill>
  );
}

/** Icon and colour alone, for board heads and ladders that bring their own words. */
export function statusLook(
  of: keyof typeof LOOKS,
  status: string,
): { tone: Tone; icon: LucideIcon } {
  const [tone, icon] = look(of, status);
  return { tone, icon };
}
