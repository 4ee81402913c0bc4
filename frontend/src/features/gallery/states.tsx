import { Problem } from "@/api/problem";
import { Empty } from "@/components/states/empty";
import { ErrorState } from "@/components/states/error-state";
import { NoMatch } from "@/components/states/no-match";
import { SaveMark } from "@/components/states/save-mark";
import { StaleStrip } from "@/components/states/stale-strip";
import { Button } from "@/components/ui/button";
import { LiveMark } from "@/realtime/live-mark";
import { Section } from "./section";

const nothing = () => undefined;

function problem(status: number): Problem {
  return new Problem({
    status,
    type: "example",
    title: "Example",
    detail: "Your role does not include seeing jobs.",
    requestId: "f44b3b3e412e52bd",
  });
}

export function States() {
  const frame = "rounded-card border bg-card";
  return (
    <Section title="States">
      <div className="grid gap-4 md:grid-cols-2">
        <div className={frame}>
          <Empty title="No jobs yet" action={<Button tone="primary">New job</Button>}>
            Jobs of your clients will be listed here.
          </Empty>
        </div>
        <div className={frame}>
          <NoMatch filters={["Status: Open", "Search: ada"]} onClear={nothing} />
        </div>
        {[0, 403, 404, 503, 500].map((status) => (
          <div key={status} className={frame}>
            <ErrorState error={problem(status)} what="The jobs" onRetry={nothing} />
          </div>
        ))}
        <div className="grid content-start gap-4">
          <StaleStrip error={problem(503)} onRetry={nothing} />
          <div className="flex gap-4">
            <SaveMark state="saving" />
            <SaveMark state="saved" at="2026-03-29T10:42:00Z" />
            <SaveMark state="failed" />
          </div>
          <LiveMark state="paused" />
        </div>
      </div>
    </Section>
  );
}
