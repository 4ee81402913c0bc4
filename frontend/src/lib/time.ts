/**
 * Instants and wall clocks. The wire carries instants (`2026-03-29T01:30:00.000Z`); people read and type wall time in
 * a named zone. Only `Intl` knows about daylight saving: it is asked what a zone's wall shows at an instant, and the
 * other way round is found by asking back. (A library for it would be 4 kB in the first load of every page.)
 */

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

const walls = new Map<string, Intl.DateTimeFormat>();

/** What the zone's wall shows, read as if it were UTC: milliseconds. */
function wallClock(zone: string, at: number): number {
  let format = walls.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat("en-US", {
      timeZone: zone,
      calendar: "iso8601",
      numberingSystem: "latn",
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    });
    walls.set(zone, format);
  }
  const part: Record<string, number> = {};
  for (const { type, value } of format.formatToParts(at)) part[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

/** Minutes that the zone's wall clock is ahead of UTC at that instant. */
export function offsetMinutes(zone: string, at: Date): number {
  const whole = Math.floor(at.getTime() / 1000) * 1000;
  return Math.round((wallClock(zone, whole) - whole) / 60_000);
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

const DAY_MS = 86_400_000;
const LOCAL = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})(?::(\d{2}))?$/;

/** What an input of kind datetime-local (`2026-03-29T09:30`) means in a zone. */
export function instantOf(wall: string, zone: string): WallTime {
  const parts = LOCAL.exec(wall)
    ?.slice(1)
    .map((part) => Number(part ?? 0));
  if (!parts) return { kind: "invalid" };
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts;
  const meant = Date.UTC(year, month - 1, day, hour, minute, second);
  if (!new Date(meant).toISOString().startsWith(wall.slice(0, 16))) return { kind: "invalid" };
  // The clock is changed at most once within two days, so the offsets at both ends are all that can hold.
  const offsets = new Set([meant - DAY_MS, meant + DAY_MS].map((at) => wallClock(zone, at) - at));
  const instants = [...offsets]
    .map((offset) => meant - offset)
    .filter((at) => wallClock(zone, at) === meant)
    .sort((a, b) => a - b)
    .map((at) => new Date(at).toISOString());
  const [instant, later] = instants;
  if (instant === undefined) return { kind: "skipped" };
  return later === undefined ? { kind: "exact", instant } : { kind: "repeated", instant, later };
}

/** The other way round, for inputs: `2026-03-29T09:30` of an instant in a zone. */
export function wallOf(instant: string, zone: string): string {
  const whole = Math.floor(new Date(instant).getTime() / 1000) * 1000;
  return new Date(wallClock(zone, whole)).toISOString().slice(0, 16);
}

/** `2026-03-29`: the day that it is at an instant in a zone. */
export function dayOf(instant: string, zone: string): string {
  return wallOf(instant, zone).slice(0, 10);
}

/** Whether the zone's clock is changed between two instants: a slot list then says so. */
export function clockChanges(zone: string, from: string, to: string): boolean {
  return offsetMinutes(zone, new Date(from)) !== offsetMinutes(zone, new Date(to));
}
