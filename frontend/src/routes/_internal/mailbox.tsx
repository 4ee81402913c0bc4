import { createFileRoute } from "@tanstack/react-router";
import { session } from "@/api/sessions";
import { isAdmin } from "@/auth/can";
import { refused } from "@/auth/guards";
import { MailboxPage } from "@/features/mailbox/mailbox-page";
import { oneOf, params, text } from "@/lib/search-params";

const validateSearch = params({
  view: oneOf(["templates"]),
  template: text(60),
  status: oneOf(["queued", "sending", "sent", "failed", "suppressed"]),
  to: text(254),
  message: text(60),
});

export const Route = createFileRoute("/_internal/mailbox")({
  validateSearch,
  beforeLoad: () => {
    if (!isAdmin(session.state.user)) throw refused("the mailbox");
  },
  component: Component,
});

function Component() {
  return <MailboxPage search={Route.useSearch()} />;
}
