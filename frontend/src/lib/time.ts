/**
 * Instants and wall clocks. The wire carries instants (`2026-03-29T01:30:00.000Z`); people read and type wall time in
 * a named zone. Only `Intl` and @internationalized/date know about daylight saving; nothing here adds hours.
 */
import { parseAbsolute, parseDateTime, toCalendarDateTime, toZoned } from "@internationalized/date";

// Browsers still report some zones by names that the zone database has replaced. The server knows both; people should
// see one city, and comparing names must not find two zones where there is one.
const RENAMED: Record<string, string> = {
  "Asia/Calcutta": "Asia/Kolkata",
  "Asia/Katmandu": "Asia/Kathmandu",
  "Asia/Saigon": "Asia/Ho_Chi_Minh",
  "Asia/Rangoon": "Asia/Yangon",
  "Asia/Dacca": "Asia/Dhaka",
  "Asia/Thimbu": "Asia/Thimphu",
  "Asia/Ulan_Bator": "Asia/Ulaanbaatar",
  "Asia/Macao": "Asia/Macau",
  "Europe/Kiev": "Europe/Kyiv",
  "Atlantic/Faeroe": "Atlantic/Faroe",
  "America/Buenos_Aires": "America/Argentina/Buenos_Aires",
  "America/Godthab": "America/Nuuk",
  "Africa/Asmera": "Africa/Asmara",
  "Pacific/Truk": "Pacific/Chuuk",
  "Pacific/Ponape": "Pacific/Pohnpei",
  "Pacific/Enderbury": "Pacific/Kanton",
  "Etc/UTC": "UTC",
  "Etc/GMT": "UTC",
  GMT: "UTC",
};

/** The present name of a zone. */
export function canonicalZone(zone: string): string {
  return RENAMED[zone] ?? zone;
}

export function sameZone(one: string, other: string): boolean {
  return canonicalZone(one) === canonicalZone(other);
}

export function isZone(zone: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat("en", { timeZone: zone }));
  } catch {
    return false;
  }
}

/** The zone that this device is set to. */
export function deviceZone(): string {
  return canonicalZone(new Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC");
}

/** Every zone that can be chosen, under its present name, sorted by it. */
export function zones(): string[] {
  const known = Intl.supportedValuesOf("timeZone").map(canonicalZone);
  return [...new Set([...known, "UTC", "Asia/Kolkata"])].sort();
}

/** `Asia/Ho_Chi_Minh` -> `Ho Chi Minh`. */
export function cityOf(zone: string): string {
  return (canonicalZone(zone).split("/").at(-1) ?? zone).replaceAll("_", " ");
}

/** Minutes that the zone's wall clock is ahead of UTC at that instant. */
export function offsetMinutes(zone: string, at: Date): number {
  const zoned = parseAbsolute(at.toISOString(), zone);
  return Math.round(zoned.offset / 60_000);
}

/** `UTC+5:30`. */
export function offsetLabel(zone: string, at: Date): string {
  const minutes = offsetMinutes(zone, at);
  if (minutes === 0) return "UTC";
  const ahead = Math.abs(minutes);
  const rest = ahead % 60 === 0 ? "" : `:${String(ahead % 60).padStart(2, "0")}`;
  return `UTC${minutes < 0 ? "−" : "+"}${Math.floor(ahead / 60)}${rest}`;
}

/** `India Standard Time (Kolkata)`, as it is called at that instant. */
export function zoneLabel(zone: string, at: Date, locale = "en"): string {
  const name = new Intl.DateTimeFormat(locale, { timeZone: zone, timeZoneName: "long" })
    .formatToParts(at)
    .find((part) => part.type === "timeZoneName")?.value;
  return sameZone(zone, "UTC") || !name ? offsetLabel(zone, at) : `${name} (${cityOf(zone)})`;
}

export type WallTime =
  | { kind: "exact"; instant: string }
  /** The clock shows this time twice that day; `instant` is the first. */
  | { kind: "repeated"; instant: string; later: string }
  /** The clock skips this time that day. */
  | { kind: "skipped" }
  | { kind: "invalid" };

/** What an input of kind datetime-local (`2026-03-29T09:30`) means in a zone. */
export function instantOf(wall: string, zone: string): WallTime {
  let local;
  try {
    local = parseDateTime(wall);
  } catch {
    return { kind: "invalid" };
  }
  const earlier = toZoned(local, zone, "earlier");
  const later = toZoned(local, zone, "later");
  if (toCalendarDateTime(earlier).compare(local) !== 0) return { kind: "skipped" };
  const instant = earlier.toDate().toISOString();
  const second = later.toDate().toISOString();
  return instant === second
    ? { kind: "exact", instant }
    : { kind: "repeated", instant, later: second };
}

/** The other way round, for inputs: `2026-03-29T09:30` of an instant in a zone. */
export function wallOf(instant: string, zone: string): string {
  return toCalendarDateTime(parseAbsolute(instant, zone)).toString().slice(0, 16);
}

/** `2026-03-29`: the day that it is at an instant in a zone. */
export function dayOf(instant: string, zone: string): string {
  return wallOf(instant, zone).slice(0, 10);
}

/** Whether the zone's clock is changed between two instants: a slot list then says so. */
export function clockChanges(zone: string, from: string, to: string): boolean {
  return offsetMinutes(zone, new Date(from)) !== offsetMinutes(zone, new Date(to));
}
