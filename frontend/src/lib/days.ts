/** Days as text (`2026-03-29`): counted on the calendar, where no clock is changed, and turned into instants of a zone. */
import { instantOf } from "./time";

const DAY_MS = 86_400_000;

export function plusDays(day: string, count: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * DAY_MS).toISOString().slice(0, 10);
}

/** The Monday of the week. */
export function mondayOf(day: string): string {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return plusDays(day, -((weekday + 6) % 7));
}

/** The instant at which a day begins in a zone; where midnight is skipped, the first there is. */
export function beginOf(day: string, zone: string): string {
  for (const wall of ["00:00", "00:30", "01:00", "01:30", "02:00"]) {
    const found = instantOf(`${day}T${wall}`, zone);
    if (found.kind === "exact" || found.kind === "repeated") return found.instant;
  }
  return `${day}T00:00:00.000Z`;
}
