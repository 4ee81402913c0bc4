import { Ban, CircleCheck, CircleX, Clock, Send, type LucideIcon } from "lucide-react";
import type { Schemas } from "@/api/client";
import type { Tone } from "@/components/ui/pill";
import { t } from "./messages";

export type Mail = Schemas["MailOut"];
export type MailDetail = Schemas["MailDetail"];
export type MailStatus = Mail["status"];

export const STATUSES = ["queued", "sending", "sent", "failed", "suppressed"] as const;

const LOOKS: Record<MailStatus, [tone: Tone, icon: LucideIcon]> = {
  queued: ["info", Clock],
  sending: ["info", Send],
  sent: ["success", CircleCheck],
  failed: ["danger", CircleX],
  suppressed: ["neutral", Ban],
};

export function statusLook(status: MailStatus): { tone: Tone; icon: LucideIcon; label: string } {
  const [tone, icon] = LOOKS[status];
  return { tone, icon, label: t(status) };
}

/** `set-password` -> `Set password`. */
export function templateLabel(template: string): string {
  const words = template.replaceAll("-", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

export function mayRetry(mail: Pick<Mail, "status">): boolean {
  return mail.status === "failed" || mail.status === "suppressed";
}

export function isEmail(text: string): boolean {
  return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text);
}

/**
 * The mail's own page, for a frame without scripts: links open in a tab of their own, and the reader is not told on.
 * The frame is light in both themes, as mails are.
 */
export function framed(html: string): string {
  const head =
    '<base target="_blank"><meta name="referrer" content="no-referrer"><style>:root{color-scheme:light}body{margin:16px}</style>';
  const at = /<head[^>]*>/i.exec(html);
  if (!at) return head + html;
  const end = at.index + at[0].length;
  return html.slice(0, end) + head + html.slice(end);
}

/** The bytes of an attachment, which come as base64. */
export function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at += 1) bytes[at] = text.charCodeAt(at);
  return bytes;
}
