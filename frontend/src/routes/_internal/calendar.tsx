import { createFileRoute } from "@tanstack/react-router";
import { requirePermission } from "@/auth/guards";
import { CalendarPage } from "@/features/interviews/calendar/calendar-page";
import { day, oneOf, params, text } from "@/lib/search-params";

const validateSearch = params({
  view: oneOf(["week", "month", "agenda"]),
  day,
  zone: text(64),
  job: text(80),
});

export const Route = createFileRoute("/_internal/calendar")({
  validateSearch,
  beforeLoad: requirePermission("interviews:read"),
  component: CalendarPage,
});
