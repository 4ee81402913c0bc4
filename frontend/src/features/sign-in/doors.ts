import { api, data, done, portalApi } from "@/api/client";
import { portalSession, session } from "@/api/sessions";
import { idempotent } from "@/api/headers";

/** What both doors can do; each by its own endpoints, for its own session. */
export interface Door {
  portal: boolean;
  signIn: (email: string, password: string) => Promise<void>;
  forgot: (email: string, key: string) => Promise<void>;
  reset: (token: string, password: string, key: string) => Promise<void>;
  change: (current: string, next: string) => Promise<void>;
  signOut: () => Promise<void>;
  /** The address of whoever is signed in, or was until a moment ago. */
  email: () => string;
}

export const internalDoor: Door = {
  portal: false,
  signIn: async (email, password) =>
    session.begin(await data(api.POST("/api/auth/login", { body: { email, password } }))),
  forgot: (email, key) =>
    done(api.POST("/api/auth/forgot-password", { body: { email }, headers: idempotent(key) })),
  reset: (token, new_password, key) =>
    done(
      api.POST("/api/auth/reset-password", {
        body: { token, new_password },
        headers: idempotent(key),
      }),
    ),
  change: async (current_password, new_password) =>
    session.begin(
      await data(
        api.POST("/api/auth/change-password", { body: { current_password, new_password } }),
      ),
    ),
  signOut: () => session.signOut(),
  email: () => session.state.user?.email ?? "",
};

export const candidateDoor: Door = {
  portal: true,
  signIn: async (email, password) =>
    portalSession.begin(
      await data(portalApi.POST("/api/candidate-portal/login", { body: { email, password } })),
    ),
  forgot: (email, key) =>
    done(
      portalApi.POST("/api/candidate-portal/forgot-password", {
        body: { email },
        headers: idempotent(key),
      }),
    ),
  reset: (token, new_password, key) =>
    done(
      portalApi.POST("/api/candidate-portal/reset-password", {
        body: { token, new_password },
        headers: idempotent(key),
      }),
    ),
  change: async (current_password, new_password) =>
    portalSession.begin(
      await data(
        portalApi.POST("/api/candidate-portal/change-password", {
          body: { current_password, new_password },
        }),
      ),
    ),
  signOut: () => portalSession.signOut(),
  email: () => portalSession.state.user?.email ?? "",
};
