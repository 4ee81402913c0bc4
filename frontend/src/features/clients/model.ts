/** What is pure about clients: the form's values, and how what somebody else saved meanwhile is shown. */
import type { Client } from "./api";

export const TEXT_FIELDS = [
  "company_name",
  "industry",
  "website",
  "phone",
  "address",
  "postal_code",
  "city",
  "state",
  "country",
  "notes",
] as const;

export type TextField = (typeof TEXT_FIELDS)[number];
export type ClientValues = Record<TextField, string>;

export function valuesOf(client: Client | null): ClientValues {
  return {
    company_name: client?.company_name ?? "",
    industry: client?.industry ?? "",
    website: client?.website ?? "",
    phone: client?.phone ?? "",
    address: client?.address ?? "",
    postal_code: client?.postal_code ?? "",
    city: client?.city ?? "",
    state: client?.state ?? "",
    country: client?.country ?? "",
    notes: client?.notes ?? "",
  };
}

/** Only what the person changed is sent, so that what others changed meanwhile in other fields stays. */
export function changesOf<V extends object>(before: V, after: V): Partial<V> {
  const changed: Partial<V> = {};
  for (const [name, value] of entries(after)) {
    if (before[name] !== value) changed[name] = value;
  }
  return changed;
}

function entries<V extends object>(value: V): [keyof V, V[keyof V]][] {
  // Object.entries forgets the names; nothing but the value's own keys is in it.
  return Object.entries(value) as [keyof V, V[keyof V]][];
}

/** For each field that somebody else changed since the form opened: what it is now. */
export function foreignChanges(
  opened: ClientValues,
  now: ClientValues,
): Partial<Record<TextField, string>> {
  const found: Partial<Record<TextField, string>> = {};
  for (const field of TEXT_FIELDS) {
    if (opened[field] !== now[field]) found[field] = now[field];
  }
  return found;
}

/** `Mumbai, India`; what is missing is left out. */
export function placeOf(client: Pick<Client, "city" | "country">): string {
  return [client.city, client.country].filter(Boolean).join(", ");
}

/** `https://meridian.example/jobs` -> `meridian.example/jobs`. */
export function shortAddress(website: string): string {
  return website.replace(/^https:\/\/(www\.)?/, "").replace(/\/$/, "");
}
