import { createFileRoute, redirect } from "@tanstack/react-router";
import { CalendarCheck } from "lucide-react";
import { Empty } from "@/components/states/empty";

/** The start of the candidate portal is its first page. */
export const Route = createFileRoute("/portal/_app/")({
  beforeLoad: async () => {
    const { portalNavigation } = await import("@/app/navigation");
    const [first] = portalNavigation;
    if (first) throw redirect({ to: first.to, replace: true });
  },
  component: Component,
});

function Component() {
  return (
    <Empty page icon={CalendarCheck} title="Nothing for you to do">
      When there is news, we write to you.
    </Empty>
  );
}
