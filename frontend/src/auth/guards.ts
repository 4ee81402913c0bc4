import { redirect, type ParsedLocation } from "@tanstack/react-router";
import { portalSession, session } from "@/api/sessions";
import { Problem } from "@/api/problem";
import { can, type Permission } from "./can";

interface Arrival {
  location: ParsedLocation;
  preload: boolean;
}

/** `beforeLoad` of every page of the internal portal: signed in, and with a password of one's own. */
export async function requireInternal({ location }: Arrival): Promise<void> {
  const state = await session.ready();
  const next = location.href === "/" ? undefined : location.href;
  if (state.status === "out") throw redirect({ to: "/login", search: { next } });
  if (state.mustChangePassword) throw redirect({ to: "/change-password", search: { next } });
}

/** `beforeLoad` of every page of the candidate portal. */
export async function requireCandidate({ location }: Arrival): Promise<void> {
  const state = await portalSession.ready();
  const next = location.href === "/portal" ? undefined : location.href;
  if (state.status === "out") throw redirect({ to: "/portal/login", search: { next } });
  if (state.mustChangePassword) throw redirect({ to: "/portal/change-password", search: { next } });
}

/** `beforeLoad` of a page that needs a permission: the page for 403 comes without asking the server first. */
export function requirePermission(permission: Permission): () => void {
  return () => {
    if (!can(session.state.user, permission)) throw refused(inWords(permission));
  };
}

/** "seeing portal users": no page shows a permission by its code. */
function inWords(permission: Permission): string {
  const [things = "", act] = permission.split(":");
  return `${act === "read" ? "seeing" : "changing"} ${things.replace("_", " ")}`;
}

export function refused(what: string): Problem {
  return new Problem({
    status: 403,
    type: "forbidden",
    title: "Forbidden",
    detail: `Your role does not include ${what}.`,
  });
}
