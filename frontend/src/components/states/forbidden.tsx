import { Lock } from "lucide-react";
import { HomeLink } from "./home-link";
import { StateFrame } from "./state-frame";

/** The person is known and may not: says what is missing and whom to ask. */
export function Forbidden({ detail, page }: { detail?: string; page?: boolean }) {
  return (
    <StateFrame
      icon={Lock}
      title="You do not have access to this"
      page={page}
      actions={page && <HomeLink />}
    >
      <p>{detail}</p>
      <p>An administrator of your agency can change what your role includes.</p>
    </StateFrame>
  );
}
