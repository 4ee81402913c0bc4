import { Compass } from "lucide-react";
import { HomeLink } from "./home-link";
import { StateFrame } from "./state-frame";

/** The same words for what does not exist and for what the person may not see. */
export function NotFound({ what = "page", page }: { what?: string; page?: boolean }) {
  return (
    <StateFrame
      icon={Compass}
      title={`This ${what} does not exist, or you cannot see it`}
      page={page}
      actions={page && <HomeLink />}
    >
      <p>The address may be mistyped, or it was removed.</p>
    </StateFrame>
  );
}
