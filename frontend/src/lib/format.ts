/** Dates, times, numbers and lists as this person reads them: the browser's locale, and a zone that is always named. */

const made = new Map<string, Intl.DateTimeFormat>();

export function locale(): string {
  return typeof navigator === "undefined" ? "en-GB" : navigator.language || "en-GB";
}

function formatter(
  zone: string,
  options: Intl.DateTimeFormatOptions,
  language: string,
): Intl.DateTimeFormat {
  const key = `${language}|${zone}|${JSON.stringify(options)}`;
  let found = made.get(key);
  if (!found)
    made.set(key, (found = new Intl.DateTimeFormat(language, { ...options, timeZone: zone })));
  return found;
}

type When = string | Date;

function date(when: When): Date {
  return typeof when === "string" ? new Date(when) : when;
}

/** `29 Mar 2026`. */
export function formatDay(when: When, zone: string, language = locale()): string {
  return formatter(zone, { dateStyle: "medium" }, language).format(date(when));
}

/** `Sunday 29 March`. */
export function formatLongDay(when: When, zone: string, language = locale()): string {
  return formatter(zone, { weekday: "long", day: "numeric", month: "long" }, language).format(
    date(when),
  );
}

/** `09:30`. */
export function formatTime(when: When, zone: string, language = locale()): string {
  return formatter(zone, { timeStyle: "short" }, language).format(date(when));
}

/** `29 Mar 2026, 09:30`. */
export function formatMoment(when: When, zone: string, language = locale()): string {
  return formatter(zone, { dateStyle: "medium", timeStyle: "short" }, language).format(date(when));
}

/** `09:30 – 10:15`, with the day where they differ. */
export function formatSpan(from: When, to: When, zone: string, language = locale()): string {
  return formatter(zone, { timeStyle: "short" }, language).formatRange(date(from), date(to));
}

const STEPS: [unit: Intl.RelativeTimeFormatUnit, seconds: number][] = [
  ["year", 31_557_600],
  ["month", 2_629_800],
  ["week", 604_800],
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
];

/** `3 hours ago`, `in 2 days`, `now`. */
export function formatRelative(when: When, now: Date = new Date(), language = locale()): string {
  const seconds = (date(when).getTime() - now.getTime()) / 1000;
  const words = new Intl.RelativeTimeFormat(language, { numeric: "auto" });
  for (const [unit, size] of STEPS) {
    if (Math.abs(seconds) >= size) return words.format(Math.trunc(seconds / size), unit);
  }
  return words.format(0, "second");
}

export function formatNumber(value: number, language = locale()): string {
  return new Intl.NumberFormat(language).format(value);
}

/** `0.254` -> `25%`. */
export function formatShare(value: number, language = locale()): string {
  return new Intl.NumberFormat(language, { style: "percent", maximumFractionDigits: 0 }).format(
    value,
  );
}

/** `Go, Rust and SQL`. */
export function formatList(values: readonly string[], language = locale()): string {
  return new Intl.ListFormat(language, { type: "conjunction" }).format(values);
}

/** `1 h 30 min`. */
export function formatMinutes(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const rest = Math.round(minutes % 60);
  return [hours > 0 ? `${hours} h` : "", rest > 0 || hours === 0 ? `${rest} min` : ""]
    .filter(Boolean)
    .join(" ");
}

const SIZES = ["byte", "kilobyte", "megabyte", "gigabyte"] as const;

/** `1.4 MB`. */
export function formatBytes(bytes: number, language = locale()): string {
  const at = Math.min(SIZES.length - 1, Math.floor(Math.log10(Math.max(bytes, 1)) / 3));
  return new Intl.NumberFormat(language, {
    style: "unit",
    unit: SIZES[at],
    // "955 byte" is what the short form makes of them.
    unitDisplay: at === 0 ? "long" : "short",
    maximumFractionDigits: at === 0 ? 0 : 1,
  }).format(bytes / 1000 ** at);
}

/** `CW` for Chen Wei, in any script. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean);
  const picked = words.length > 1 ? [words[0], words.at(-1)] : words;
  return picked
    .map((word) => Array.from(word ?? "")[0] ?? "")
    .join("")
    .toLocaleUpperCase();
}
