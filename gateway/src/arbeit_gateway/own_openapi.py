"""The words of the merged description that no service can say: the introduction, the headings, the gateway's own
operations."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from arbeit_gateway.compose import MOST_DAYS, PARTS

DESCRIPTION: Final = """\
A recruitment agency's work from a client's job to the hire: jobs, candidates, interview rounds, decisions.

**Signing in.** `POST /api/auth/login` (agency and clients) or `POST /api/candidate-portal/login` (candidates) gives an
access token for fifteen minutes, sent as `Authorization: Bearer …`, and a refresh cookie. The two flows never mix.

**Lists** answer `{"items": […], "next_cursor": …}`; pass `cursor` to go on, `count=true` for the total.

**Errors** are `application/problem+json` (RFC 9457) with a stable `type` and the `request_id` that finds the log line.

**Writing safely.** Send `Idempotency-Key` with a POST to repeat it without harm, and `If-Match` with a PUT (the `ETag`
of what you read) to be told when somebody was faster. `allowed_actions` says what the caller may do next, and why not.

**Limits.** 20 requests per second and person, 50 per address (`RateLimit-*` headers), JSON bodies up to 1 MiB, CVs up
to 10 MiB each and 20 MiB per request.
"""

TAGS: Final[list[dict[str, Any]]] = [
    {
        "name": "Candidate portal",
        "description": "Candidates sign in and see their own applications.",
        "x-paths": ["/api/candidate-portal"],
    },
    {
        "name": "Authentication",
        "description": "Agency staff and client users: log-in, sessions, passwords.",
        "x-paths": ["/api/auth"],
    },
    {
        "name": "Users",
        "description": "Internal accounts and the people of a client.",
        "x-paths": ["/api/users", "/api/clients/{client_id}/users"],
    },
    {"name": "Clients", "description": "The companies that hire.", "x-paths": ["/api/clients"]},
    {
        "name": "Candidates",
        "description": "One person's application to one job: profile, CV, status, decisions.",
        "x-paths": ["/api/candidates", "/api/jobs/{job_id}/candidates"],
    },
    {"name": "Jobs", "description": "What the clients are looking for.", "x-paths": ["/api/jobs"]},
    {
        "name": "Interviews",
        "description": "Rounds, slots, booking, invitations and decisions.",
        "x-paths": ["/api/interviews"],
    },
    {
        "name": "Portal administration",
        "description": "The candidates' accounts, seen by the agency.",
        "x-paths": ["/api/admin"],
    },
    {
        "name": "Governance",
        "description": "Roles, who may do what, and the audit trail.",
        "x-paths": ["/api/governance"],
    },
    {
        "name": "Notifications",
        "description": "In-app notifications, their live stream, and every e-mail that was sent.",
        "x-paths": ["/api/notifications", "/api/mailbox"],
    },
    {"name": "Dashboard", "description": "Figures of all services side by side.", "x-paths": ["/api/dashboard"]},
    {
        "name": "Webhooks",
        "description": "Events posted to an address of yours, signed, for those without an account on the broker.",
        "x-paths": ["/api/webhooks"],
    },
    {
        "name": "Events",
        "description": "What subscribers build on: every event, its schema, and the page that shows them.",
        "x-paths": ["/api/events"],
    },
    {"name": "Description", "description": "This document.", "x-paths": ["/api/openapi.json", "/api/docs"]},
]


PROBLEM: Final[dict[str, Any]] = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}

# Read by the kit on every route of that method, so no service names them.
PARAMETERS: Final[dict[str, Any]] = {
    "Idempotency-Key": {
        "name": "Idempotency-Key",
        "in": "header",
        "required": False,
        "description": "Makes it safe to send the same request again: for 24 hours the same key, caller and body get "
        "the stored answer. The same key with another body is 422, one still in flight 409.",
        "schema": {"type": "string", "minLength": 1, "maxLength": 255, "pattern": "^[!-~]+$"},
    },
    "If-Match": {
        "name": "If-Match",
        "in": "header",
        "required": False,
        "description": "The `ETag` of what was read. When somebody changed it meanwhile: 412, and nothing is changed.",
        "schema": {"type": "string"},
    },
}


def own_paths(paths: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Path, method and operation of what the gateway answers itself. `paths` are the services': the dashboard's parts
    are their answers."""
    yield "/api/dashboard/stats", "get", _dashboard(paths)
    yield "/api/openapi.json", "get", _page("openapi", "This description", "application/json", {"type": "object"})
    yield "/api/docs", "get", _page("docs", "The page that shows this description", "text/html", {"type": "string"})
    yield (
        "/api/docs/{asset}",
        "get",
        _one_of(_page("docs_asset", "A file of that page", "*/*", {"type": "string"}), "asset"),
    )
    yield from _events()


def _events() -> Iterator[tuple[str, str, dict[str, Any]]]:
    json = "application/json"
    yield (
        "/api/events/asyncapi.json",
        "get",
        _page("asyncapi", "Every event as AsyncAPI 3.0; its schemas lie beside it", json, {"type": "object"}),
    )
    yield "/api/events/schemas", "get", _page("event_types", "List the events", json, _EVENT_TYPES)
    schema = _one_of(_page("event_schema", "JSON Schema of an event", json, {"type": "object"}), "type")
    schema["description"] = "`envelope` is the CloudEvents envelope of all of them. A name may end in `.json`."
    schema["responses"]["404"] = {"description": "There is no such event", "content": PROBLEM}
    yield "/api/events/schemas/{type}", "get", schema
    yield (
        "/api/events/docs",
        "get",
        _page("events_docs", "The page that shows the events", "text/html", {"type": "string"}),
    )
    page = _page("events_docs_asset", "A file of that page", "*/*", {"type": "string"})
    yield "/api/events/docs/{asset}", "get", _one_of(page, "asset")


def _one_of(operation: dict[str, Any], name: str) -> dict[str, Any]:
    operation["parameters"] = [{"name": name, "in": "path", "required": True, "schema": {"type": "string"}}]
    return operation


_EVENT_TYPES: Final[dict[str, Any]] = {
    "type": "object",
    "required": ["items"],
    "properties": {
        "items": {
            "type": "array",
            "items": {
                "type": "object",
                "title": "EventType",
                "required": ["type", "name", "service", "version", "summary", "schema", "fields", "subscribers"],
                "properties": {
                    "type": {"type": "string", "description": "`type` of its envelope."},
                    "name": {"type": "string"},
                    "service": {"type": "string", "description": "Who publishes it."},
                    "version": {"type": "integer", "description": "Major version."},
                    "summary": {"type": "string"},
                    "schema": {"type": "string", "description": "Where its JSON Schema is."},
                    "fields": {"type": "array", "items": {"type": "string"}, "description": "Of its `data`."},
                    "subscribers": {
                        "type": "array",
                        "items": {"type": "string"},
                        "description": "Services of ours that react to it.",
                    },
                },
            },
        }
    },
}


def _page(name: str, summary: str, kind: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {
        "operationId": name,
        "summary": summary,
        "responses": {"200": {"description": "OK", "content": {kind: {"schema": schema}}}},
    }


def _dashboard(paths: dict[str, Any]) -> dict[str, Any]:
    names = [name for name, _, _ in PARTS]
    parts = {name: {"anyOf": [_answer(paths, path), {"type": "null"}]} for name, _, path in PARTS}
    missing = {"type": "array", "items": {"type": "string", "enum": names}}
    schema = {
        "type": "object",
        "required": [*names, "degraded", "withheld"],
        "properties": {
            **parts,
            "degraded": {**missing, "description": "Parts that are null because their service did not answer in time."},
            "withheld": {**missing, "description": "Parts that are null because the caller's role may not read them."},
        },
    }
    return {
        "operationId": "dashboard_stats",
        "summary": "Dashboard statistics",
        "description": "The figures of jobs, candidates, clients and interviews, each in the caller's scope, asked for "
        "in parallel. One that fails or takes longer than two seconds is null and named in `degraded`; the answer is "
        "200 all the same. Needs `dashboard:read`.",
        "parameters": [
            {
                "name": "days",
                "in": "query",
                "required": False,
                "schema": {"type": "integer", "minimum": 1, "maximum": MOST_DAYS},
                "description": "Adds `candidates.period`: the applications of so many days, and where they are now.",
            }
        ],
        "responses": {
            "200": {"description": "OK", "content": {"application/json": {"schema": schema}}},
            **{
                code: {
                    "description": words,
                    "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
                }
                for code, words in (("403", "Forbidden"), ("422", "Not a number of days"))
            },
        },
    }


def _answer(paths: dict[str, Any], path: str) -> dict[str, Any]:
    """The schema of a part's own answer."""
    try:
        found: dict[str, Any] = paths[path]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    except KeyError:
        return {"type": "object"}
    return found
