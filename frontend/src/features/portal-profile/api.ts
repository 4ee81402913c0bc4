import { data, portalApi, type Schemas } from "@/api/client";
import { idempotent, ifMatch } from "@/api/headers";
import { portalSession, type PortalMe } from "@/api/sessions";

export function readMe(): Promise<PortalMe> {
  return data(portalApi.GET("/api/candidate-portal/me"));
}

export async function saveMe(body: Schemas["PortalProfileUpdate"], version: number): Promise<void> {
  portalSession.replaceUser(
    await data(portalApi.PUT("/api/candidate-portal/me", { body, headers: ifMatch(version) })),
  );
}

/** Ends every other session; this one goes on with new tokens. */
export async function changePassword(
  current_password: string,
  new_password: string,
  key: string,
): Promise<void> {
  portalSession.begin(
    await data(
      portalApi.POST("/api/candidate-portal/change-password", {
        body: { current_password, new_password },
        headers: idempotent(key),
      }),
    ),
  );
}
