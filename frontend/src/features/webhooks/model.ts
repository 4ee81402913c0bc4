import { CircleCheck, CirclePause, CircleX, Clock, Ban, type LucideIcon } from "lucide-react";
import type { Schemas } from "@/api/client";
import type { Tone } from "@/components/ui/pill";
import { t } from "./messages";

export type Webhook = Schemas["WebhookOut"];
export type EventType = Schemas["WebhookEventType"];
export type Delivery = Schemas["DeliveryOut"];
export type DeliveryDetail = Schemas["DeliveryDetail"];
export type DeliveryStatus = Delivery["status"];
export type WebhookStatus = Webhook["status"];

export const DELIVERY_STATUSES = ["pending", "delivered", "failed"] as const;

interface Look {
  tone: Tone;
  icon: LucideIcon;
  label: string;
}

const LOOKS: Record<WebhookStatus | DeliveryStatus, [tone: Tone, icon: LucideIcon]> = {
  enabled: ["success", CircleCheck],
  paused: ["warn", CirclePause],
  disabled: ["neutral", Ban],
  pending: ["info", Clock],
  delivered: ["success", CircleCheck],
  failed: ["danger", CircleX],
};

export function lookOf(status: WebhookStatus | DeliveryStatus): Look {
  const [tone, icon] = LOOKS[status];
  return { tone, icon, label: t(status) };
}

/** `InterviewPassed` of `arbeit.interviews.InterviewPassed.v1`; a later version says which. */
export function eventName(type: string): string {
  const [, , name, version] = type.split(".");
  if (!name) return type;
  return version && version !== "v1" ? `${name} ${version}` : name;
}

/** `https://hooks.example.com/a/b` -> host and path, so that the host can stand out. */
export function parted(url: string): { host: string; rest: string } {
  const at = /^https?:\/\/([^/?#]+)(.*)$/.exec(url);
  return { host: at?.[1] ?? url, rest: at?.[2] === "/" ? "" : (at?.[2] ?? "") };
}

/** The pattern of all events of a service. */
export function allOf(service: string): string {
  return `arbeit.${service}.*`;
}

export const EVERYTHING = "*";

/** What a subscription gets, in a few words. */
export function receives(types: readonly string[]): string {
  if (types.includes(EVERYTHING)) return t("everything");
  const groups = types
    .filter((each) => each.endsWith(".*"))
    .map((each) => t("allOf", { service: serviceLabel(each.split(".")[1] ?? each) }));
  const single = types.filter((each) => !each.endsWith(".*"));
  const named = single.length <= 2 ? single.map(eventName) : [t("types", { count: single.length })];
  return [...groups, ...named].join(", ");
}

const SERVICES = [
  "auth",
  "tenancy",
  "jobs",
  "candidates",
  "interviews",
  "notifications",
  "audit",
] as const;

/** What a service's events are about, as people name it. */
export function serviceLabel(service: string): string {
  const known = SERVICES.find((each) => each === service);
  return known ? t(known) : service;
}

/** The server's descriptions mark names of fields; here they are only read. */
export function plain(summary: string): string {
  return summary.replaceAll("`", "");
}

export interface Group {
  service: string;
  label: string;
  types: EventType[];
}

/** By service, in the server's order; `words` narrows by name and description. */
export function grouped(types: readonly EventType[], words = ""): Group[] {
  const wanted = words.trim().toLowerCase();
  const groups: Group[] = [];
  for (const type of types) {
    if (wanted && !`${type.name} ${type.summary}`.toLowerCase().includes(wanted)) continue;
    let group = groups.find((each) => each.service === type.service);
    if (!group) {
      group = { service: type.service, label: serviceLabel(type.service), types: [] };
      groups.push(group);
    }
    group.types.push(type);
  }
  return groups;
}

/** Whether one of the chosen types or patterns stands for this one. */
export function covered(chosen: readonly string[], type: string): boolean {
  return chosen.some(
    (each) =>
      each === type ||
      each === EVERYTHING ||
      (each.endsWith(".*") && type.startsWith(each.slice(0, -1))),
  );
}

/** Puts one in or takes it out. A pattern takes the place of what it stands for. */
export function toggled(chosen: readonly string[], value: string): string[] {
  if (chosen.includes(value)) return chosen.filter((each) => each !== value);
  if (value === EVERYTHING) return [value];
  const kept = value.endsWith(".*")
    ? chosen.filter((each) => !each.startsWith(value.slice(0, -1)))
    : chosen;
  return [...kept, value];
}

/** The payload as people read it; what is no JSON is shown as it is. */
export function pretty(payload: string): string {
  try {
    return JSON.stringify(JSON.parse(payload), null, 2);
  } catch {
    return payload;
  }
}
