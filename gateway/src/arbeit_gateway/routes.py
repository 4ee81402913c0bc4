"""The routing table: every public path, who answers it, who may call it, and what it may cost.

Deny by default: a path that is not listed here is 404 at the edge, a method that is not listed is 405 with `Allow`.
`/internal/*`, the health, metrics and documentation pages of the services are not listed and so cannot be reached
from outside. Sources: portal spec "API Endpoints", contract sections 1-7. `python -m arbeit_gateway.openapi --check`
fails when the table and the documents of the services disagree.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

Rate = Literal["standard", "credentials"]
Timing = Literal["standard", "bulk", "download", "stream"]

INTERNAL: Final = frozenset({"internal"})
CANDIDATE: Final = frozenset({"candidate"})
BOTH: Final = INTERNAL | CANDIDATE
PUBLIC: Final[frozenset[str]] = frozenset()

MIB: Final = 1024 * 1024
JSON_LIMIT: Final = MIB
# One CV is at most 10 MiB (contract section 1; the candidates service checks each file). A request may carry
# several: 20 MiB in total, plus 64 KiB for the multipart boundaries and the typed fields.
CV_FILE_LIMIT: Final = 10 * MIB
CV_REQUEST_LIMIT: Final = 2 * CV_FILE_LIMIT + 64 * 1024


@dataclass(frozen=True, slots=True)
class Route:
    """One method of one path template.

    service: the upstream's name, or "gateway" for what the gateway answers itself.
    audiences: token audiences accepted; empty means that no token is asked for.
    body_limit: bytes, of the whole request body.
    timing: "standard" (read 10 s, whole request 15 s), "bulk" (read 60 s, whole request 60 s: uploads and downloads),
        "download" (read 60 s, whole request 10 min: files of any length that are made while they are sent),
        "stream" (server-sent events: no limit, ends when either side leaves).
    rate: "credentials" has its own stricter bucket per address, on top of the ordinary one.
    cookie: the only routes that see the browser's cookies; they check `Origin`.
    """

    method: str
    template: str
    service: str
    audiences: frozenset[str]
    body_limit: int = JSON_LIMIT
    timing: Timing = "standard"
    rate: Rate = "standard"
    cookie: bool = False


def _paths(
    service: str,
    audiences: frozenset[str],
    *lines: str,
    body_limit: int = JSON_LIMIT,
    timing: Timing = "standard",
    rate: Rate = "standard",
    cookie: bool = False,
) -> Iterator[Route]:
    """Each line: methods, then the template: "GET PUT /api/jobs/{job_id}"."""
    for line in lines:
        *methods, template = line.split()
        for method in methods:
            yield Route(method, template, service, audiences, body_limit, timing, rate, cookie)


ROUTES: Final[tuple[Route, ...]] = (
    # auth: internal users
    *_paths(
        "auth",
        PUBLIC,
        "POST /api/auth/forgot-password",
        "POST /api/auth/reset-password",
        rate="credentials",
    ),
    *_paths("auth", PUBLIC, "POST /api/auth/login", rate="credentials", cookie=True),
    *_paths("auth", PUBLIC, "POST /api/auth/refresh", "POST /api/auth/logout", cookie=True),
    *_paths(
        "auth",
        INTERNAL,
        "POST /api/auth/register",
        "GET PUT /api/auth/me",
        "POST /api/auth/change-password",
        "GET DELETE /api/auth/sessions",
        "DELETE /api/auth/sessions/{session_id}",
        "GET /api/users",
        "GET PUT DELETE /api/users/{user_id}",
        "POST /api/users/{user_id}/reset-password",
        "GET POST /api/clients/{client_id}/users",
        "GET PUT DELETE /api/clients/{client_id}/users/{email}",
        "GET POST /api/admin/candidate-portal-users",
        "GET PUT DELETE /api/admin/candidate-portal-users/{candidate_portal_id}",
        "POST /api/admin/candidate-portal-users/{candidate_portal_id}/reset-password",
        "GET POST /api/governance/roles",
        "GET PUT DELETE /api/governance/roles/{role_id}",
        "GET /api/governance/access-matrix",
    ),
    # auth: candidate portal
    *_paths(
        "auth",
        PUBLIC,
        "POST /api/candidate-portal/register",
        "POST /api/candidate-portal/forgot-password",
        "POST /api/candidate-portal/reset-password",
        "POST /api/candidate-portal/verify-email",
        rate="credentials",
    ),
    *_paths("auth", PUBLIC, "POST /api/candidate-portal/login", rate="credentials", cookie=True),
    *_paths("auth", PUBLIC, "POST /api/candidate-portal/refresh", "POST /api/candidate-portal/logout", cookie=True),
    *_paths("auth", CANDIDATE, "GET PUT /api/candidate-portal/me", "POST /api/candidate-portal/change-password"),
    # tenancy
    *_paths("tenancy", INTERNAL, "GET POST /api/clients", "GET /api/clients/stats"),
    *_paths("tenancy", INTERNAL, "GET PUT DELETE /api/clients/{client_id}"),
    # jobs
    *_paths("jobs", INTERNAL, "GET POST /api/jobs", "GET /api/jobs/stats", "GET PUT /api/jobs/{job_id}"),
    # candidates
    *_paths(
        "candidates",
        INTERNAL,
        "GET /api/candidates",
        "GET /api/candidates/stats",
        "GET /api/jobs/{job_id}/candidates",
        "GET PUT DELETE /api/candidates/{candidate_id}",
        "POST /api/candidates/{candidate_id}/send-selection-notification",
        "GET /api/candidates/{candidate_id}/cv-text",
        "POST /api/candidates/{candidate_id}/parse-cv",
        "POST /api/candidates/{candidate_id}/regenerate-story",
    ),
    *_paths(
        "candidates",
        INTERNAL,
        "POST /api/jobs/{job_id}/candidates",
        body_limit=CV_REQUEST_LIMIT,
        timing="bulk",
    ),
    *_paths("candidates", INTERNAL, "GET /api/candidates/{candidate_id}/cv", timing="bulk"),
    *_paths(
        "candidates",
        INTERNAL,
        "PUT /api/candidates/{candidate_id}/cv",
        body_limit=CV_FILE_LIMIT + 64 * 1024,
        timing="bulk",
    ),
    *_paths(
        "candidates",
        CANDIDATE,
        "GET /api/candidate-portal/applications",
        "POST /api/candidate-portal/applications/{candidate_id}/withdraw",
    ),
    # interviews
    *_paths(
        "interviews",
        BOTH,
        "GET /api/interviews",
        "GET /api/interviews/{interview_id}",
        "GET /api/interviews/{interview_id}/calendar.ics",
        "POST /api/interviews/{interview_id}/book-slot",
        "POST /api/interviews/{interview_id}/decline-slots",
    ),
    *_paths(
        "interviews",
        INTERNAL,
        "POST /api/interviews",
        "GET /api/interviews/stats/pipeline",
        "PUT /api/interviews/{interview_id}",
        "POST /api/interviews/{interview_id}/send-invite",
        "POST /api/interviews/{interview_id}/mark-completed",
        "POST /api/interviews/{interview_id}/mark-no-show",
        "POST /api/interviews/{interview_id}/cancel",
        "POST /api/interviews/{interview_id}/move-to-next-round",
        "POST /api/interviews/{interview_id}/reject",
        "POST /api/interviews/{interview_id}/initiate-hiring",
        "GET /api/candidates/{candidate_id}/interview-history",
    ),
    # notifications
    *_paths(
        "notifications",
        BOTH,
        "GET /api/notifications",
        "GET /api/notifications/unread-count",
        "GET PUT /api/notifications/preferences",
        "POST /api/notifications/read-all",
        "POST /api/notifications/{notification_id}/read",
    ),
    *_paths("notifications", BOTH, "GET /api/notifications/stream", timing="stream"),
    *_paths(
        "notifications",
        INTERNAL,
        "GET /api/mailbox",
        "GET /api/mailbox/state",
        "GET /api/mailbox/templates",
        "GET /api/mailbox/templates/{template}/preview",
        "GET /api/mailbox/{message_id}",
        "GET /api/mailbox/{message_id}/raw",
        "POST /api/mailbox/{message_id}/retry",
        "GET POST /api/webhooks",
        "GET /api/webhooks/event-types",
        "GET PUT DELETE /api/webhooks/{webhook_id}",
        "POST /api/webhooks/{webhook_id}/rotate-secret",
        "POST /api/webhooks/{webhook_id}/test",
        "GET /api/webhooks/{webhook_id}/deliveries",
        "GET /api/webhooks/{webhook_id}/deliveries/{delivery_id}",
        "POST /api/webhooks/{webhook_id}/deliveries/{delivery_id}/redeliver",
    ),
    # audit
    *_paths("audit", INTERNAL, "GET /api/governance/audit-logs", "GET /api/governance/audit-logs/verify"),
    *_paths("audit", INTERNAL, "GET /api/governance/audit-logs/export", timing="download"),
    # the gateway itself
    *_paths("gateway", INTERNAL, "GET /api/dashboard/stats"),
    *_paths("gateway", PUBLIC, "GET /api/openapi.json", "GET /api/docs", "GET /api/docs/{asset}"),
    *_paths(
        "gateway",
        PUBLIC,
        "GET /api/events/asyncapi.json",
        "GET /api/events/schemas",
        "GET /api/events/schemas/{type}",
        "GET /api/events/docs",
        "GET /api/events/docs/{asset}",
    ),
)

SERVICES: Final = ("auth", "tenancy", "jobs", "candidates", "interviews", "notifications", "audit")
