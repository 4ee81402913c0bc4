import { portalSession } from "@/api/sessions";
import { candidateDoor } from "./doors";
import { SessionExpired } from "./session-expired";

export default function CandidateExpired() {
  return <SessionExpired session={portalSession} door={candidateDoor} />;
}
