import { useSyncExternalStore } from "react";
import { portalSession, session, type Me, type PortalMe } from "@/api/sessions";
import type { State } from "@/api/session";

export function useSession(): State<Me> {
  return useSyncExternalStore(session.subscribe, session.snapshot);
}

export function usePortalSession(): State<PortalMe> {
  return useSyncExternalStore(portalSession.subscribe, portalSession.snapshot);
}

/** The person who is signed in, on pages behind the guard. */
export function useMe(): Me {
  const { user } = useSession();
  if (user === null) throw new Error("useMe outside of the internal portal");
  return user;
}

export function usePortalMe(): PortalMe {
  const { user } = usePortalSession();
  if (user === null) throw new Error("usePortalMe outside of the candidate portal");
  return user;
}
