import { session } from "@/api/sessions";
import { internalDoor } from "./doors";
import { SessionExpired } from "./session-expired";

export default function InternalExpired() {
  return <SessionExpired session={session} door={internalDoor} />;
}
