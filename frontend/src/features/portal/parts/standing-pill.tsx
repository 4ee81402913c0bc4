import { Pill } from "@/components/ui/pill";
import type { Interview } from "../model";
import { lookOf } from "../words";

export function StandingPill({ interview, now }: { interview: Interview; now: number }) {
  const { tone, icon, word } = lookOf(interview, now);
  return (
    <Pill tone={tone} icon={icon}>
      {word}
    </Pill>
  );
}
