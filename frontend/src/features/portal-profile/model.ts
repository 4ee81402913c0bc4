/** The profile's form: what is typed, and what of it goes to the server. */
import { z } from "zod";
import type { PortalMe } from "@/api/sessions";
import { passwordRules } from "@/components/password/password-rules";
import { t } from "./messages";

const optional = (longest: number) => z.string().trim().max(longest);

export const profileSchema = z.object({
  name: z.string().trim().min(1, t("nameNeeded")).max(200),
  phone: optional(40),
  linkedin_url: optional(2048).refine((value) => value === "" || isHttps(value), t("linkedinBad")),
  current_company: optional(200),
  experience_years: z
    .string()
    .trim()
    .refine((value) => value === "" || (/^\d{1,2}$/.test(value) && Number(value) <= 80), {
      message: t("yearsBad"),
    }),
});

export type ProfileValues = z.infer<typeof profileSchema>;

export function isHttps(value: string): boolean {
  try {
    return new URL(value).protocol === "https:";
  } catch {
    return false;
  }
}

export function valuesOf(me: PortalMe): ProfileValues {
  return {
    name: me.name,
    phone: me.phone ?? "",
    linkedin_url: me.linkedin_url ?? "",
    current_company: me.current_company ?? "",
    experience_years: me.experience_years === null ? "" : String(me.experience_years),
  };
}

/** An emptied field is taken away, not kept as an empty text. */
export function bodyOf(values: ProfileValues) {
  return {
    name: values.name,
    phone: values.phone || null,
    linkedin_url: values.linkedin_url || null,
    current_company: values.current_company || null,
    experience_years: values.experience_years === "" ? null : Number(values.experience_years),
  };
}

/** What is wrong with a new password, as far as that can be told before it is sent. */
export function passwordFault(password: string, email: string): "length" | "email" | null {
  const broken = passwordRules(password, email).find((rule) => !rule.kept);
  return broken === undefined ? null : broken.id === "email" ? "email" : "length";
}
