import { lazy, Suspense } from "react";
import { may, type Interview } from "../model";

// At the foot of the page: the times above it do not wait for its code.
const Section = lazy(() =>
  import("./none-suits-section").then((module) => ({ default: module.NoneSuitsSection })),
);

/** A way out when no time suits, for those who may take it. */
export function NoneSuits({ interview }: { interview: Interview }) {
  if (!may(interview, "decline-slots")) return null;
  return (
    <Suspense>
      <Section interview={interview} />
    </Suspense>
  );
}
