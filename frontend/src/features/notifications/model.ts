import {
  Bell,
  Briefcase,
  CalendarCheck,
  CalendarPlus,
  CalendarX,
  CircleCheck,
  PartyPopper,
  UserPlus,
  UserRoundCog,
  Webhook,
  type LucideIcon,
} from "lucide-react";
import type { Schemas } from "@/api/client";
import type { Tone } from "@/components/ui/pill";
import { dayOf } from "@/lib/time";
import { t } from "./messages";

export type Notification = Schemas["NotificationOut"];

/** The kinds that reach an inbox (the others are mails only). */
export const TYPES = [
  "candidate_status_change",
  "interview_booked",
  "interview_slots_declined",
  "interview_passed",
  "hiring_initiated",
  "webhook_paused",
] as const;

const LOOKS: Record<string, [icon: LucideIcon, tone: Tone, label: () => string]> = {
  candidate_status_change: [UserRoundCog, "info", () => t("candidate_status_change")],
  interview_booked: [CalendarCheck, "violet", () => t("interview_booked")],
  interview_passed: [CircleCheck, "success", () => t("interview_passed")],
  hiring_initiated: [PartyPopper, "success", () => t("hiring_initiated")],
  new_job: [Briefcase, "neutral", () => t("new_job")],
  interview_slots: [CalendarPlus, "warn", () => t("interview_slots")],
  interview_slots_declined: [CalendarX, "warn", () => t("interview_slots_declined")],
  webhook_paused: [Webhook, "warn", () => t("webhook_paused")],
  portal_user_created: [UserPlus, "neutral", () => t("portal_user_created")],
};

/** A type of a newer server gets the bell and its own name. */
export function lookOf(type: string): { icon: LucideIcon; tone: Tone; label: string } {
  const [icon, tone, label] = LOOKS[type] ?? [Bell, "neutral" as const, () => type];
  return { icon, tone, label: label() };
}

export interface Day {
  /** `2026-03-29` in the reader's zone. */
  day: string;
  items: Notification[];
}

/** Newest first, as they come; one group for each day of the reader's own calendar. */
export function byDay(items: readonly Notification[], zone: string): Day[] {
  const days: Day[] = [];
  for (const item of items) {
    const day = dayOf(item.created_at, zone);
    const last = days.at(-1);
    if (last?.day === day) last.items.push(item);
    else days.push({ day, items: [item] });
  }
  return days;
}

/** Today and yesterday by name, null for any other day. */
export function nearDay(day: string, zone: string, now: Date): "today" | "yesterday" | null {
  const today = dayOf(now.toISOString(), zone);
  if (day === today) return "today";
  const before = new Date(`${today}T00:00:00Z`);
  before.setUTCDate(before.getUTCDate() - 1);
  return day === before.toISOString().slice(0, 10) ? "yesterday" : null;
}

/** What stands on the bell. */
export function badge(unread: number): string | null {
  if (unread <= 0) return null;
  return unread > 99 ? t("many") : String(unread);
}

/** The unread ones that were not there before: newer than the newest that was known. */
export function arrivals(
  known: string | null,
  items: readonly Notification[],
): { fresh: Notification[]; newest: string | null } {
  const newest = items[0]?.created_at ?? known;
  const fresh = known === null ? [] : items.filter((item) => !item.read && item.created_at > known);
  return { fresh, newest: known !== null && newest !== null && newest < known ? known : newest };
}
