/** The two sessions of this browser: staff and client users, and candidates. Apart from the clients: the entry needs only these. */
import type { components } from "./generated/schema";
import { Session, type Tokens } from "./session";

export type Me = components["schemas"]["MeOut"];
export type PortalMe = components["schemas"]["PortalMeOut"];

// The one place where the server's word is taken for the shape of an answer: it is our own gateway, and the schema is
// generated from it.
function trusted<T>(body: unknown): T {
  return body as T;
}

export const session = new Session<Me>({
  audience: "internal",
  base: "/api/auth",
  subject: (user) => user.user_id,
  readTokens: trusted<Tokens>,
  readUser: trusted<Me>,
});

export const portalSession = new Session<PortalMe>({
  audience: "candidate",
  base: "/api/candidate-portal",
  subject: (user) => user.candidate_portal_id,
  readTokens: trusted<Tokens>,
  readUser: trusted<PortalMe>,
});
