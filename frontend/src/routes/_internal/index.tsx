import { createFileRoute, redirect } from "@tanstack/react-router";
import { DoorClosed } from "lucide-react";
import { session } from "@/api/sessions";
import { Empty } from "@/components/states/empty";

/** The start is the first page that the person may see. */
export const Route = createFileRoute("/_internal/")({
  beforeLoad: async () => {
    const { navigation } = await import("@/app/navigation");
    const { user } = session.state;
    const first = user && navigation.find((entry) => entry.when(user));
    if (first) throw redirect({ to: first.to, replace: true });
  },
  component: Component,
});

function Component() {
  return (
    <Empty page icon={DoorClosed} title="Your role opens no page yet">
      Ask an administrator of your agency to give your role what it needs.
    </Empty>
  );
}
