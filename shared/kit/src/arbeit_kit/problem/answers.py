"""The problem itself, and a constructor for each kind of answer that is not a 2xx."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import orjson
from fastapi import Response

from arbeit_kit import telemetry

MEDIA_TYPE = "application/problem+json"


@dataclass(frozen=True, slots=True)
class FieldError:
    """What is wrong with one field. ``field`` is its path in the JSON body (``experience[0].title``) or the name of
    the query parameter; ``code`` is for programs, ``message`` for people."""

    field: str
    message: str
    code: str = "invalid"


class Problem(Exception):  # noqa: N818  the RFC's word
    """An answer that is not a 2xx. Further keyword arguments become members of the body."""

    def __init__(
        self,
        status: int,
        type: str,  # noqa: A002  the RFC's word
        title: str,
        detail: str,
        errors: Sequence[FieldError] = (),
        headers: Mapping[str, str] | None = None,
        **extra: Any,
    ) -> None:
        super().__init__(f"{status} {type}: {detail}")
        self.status = status
        self.type = type
        self.title = title
        self.detail = detail
        self.errors = list(errors)
        self.headers = dict(headers or {})
        self.extra = extra

    def body(self, instance: str) -> dict[str, Any]:
        """The members of the answer; ``instance`` is the path that was asked for."""
        members: dict[str, Any] = {
            "type": self.type,
            "title": self.title,
            "status": self.status,
            "detail": self.detail,
            "instance": instance,
            "request_id": telemetry.current().request_id,
        }
        if self.errors:
            members["errors"] = [{"field": e.field, "message": e.message, "code": e.code} for e in self.errors]
        return {**self.extra, **members}

    def response(self, instance: str) -> Response:
        """The answer as an ASGI response."""
        return Response(encode(self.body(instance)), self.status, self.headers, MEDIA_TYPE)


def encode(members: dict[str, Any]) -> bytes:
    """JSON that always succeeds: a lone surrogate that came in through a field's name goes out as a question mark."""
    try:
        return orjson.dumps(members, default=str)
    except TypeError:
        return json.dumps(members, ensure_ascii=False, default=str).encode("utf-8", "replace")


def not_found(what: str = "resource") -> Problem:
    """404, in the same words for what does not exist and for what the caller may not know of."""
    return Problem(404, "not-found", "Not found", f"There is no such {what}.")


def conflict(type: str, detail: str, **extra: Any) -> Problem:  # noqa: A002
    """409 with a slug of its own."""
    return Problem(409, type, "Conflict", detail, **extra)


def illegal_transition(detail: str, *, state: str, allowed: Sequence[str]) -> Problem:
    """409: the action does not fit the present state. ``allowed`` are the actions that do."""
    return Problem(409, "illegal-transition", "Not possible now", detail, state=state, allowed=list(allowed))


def invalid(field: str, message: str, code: str = "invalid") -> Problem:
    """422 for one field."""
    return invalid_fields([FieldError(field, message, code)])


def invalid_fields(errors: Sequence[FieldError]) -> Problem:
    """422 for several fields at once."""
    return Problem(422, "invalid", "Invalid input", "Some fields are not valid.", errors)


def forbidden(detail: str, type: str = "forbidden") -> Problem:  # noqa: A002
    """403: known caller, never allowed."""
    return Problem(403, type, "Forbidden", detail)


def unauthorized(
    detail: str = "A valid access token is needed.",
    type: str = "unauthorized",  # noqa: A002
) -> Problem:
    """401 with ``WWW-Authenticate``. Never says what was wrong with the token."""
    return Problem(401, type, "Not signed in", detail, headers={"WWW-Authenticate": 'Bearer realm="arbeit"'})


def precondition_failed(current_version: int) -> Problem:
    """412: If-Match names another version than the present one."""
    return Problem(
        412,
        "precondition-failed",
        "Changed meanwhile",
        "Somebody changed this since you read it.",
        headers={"ETag": f'"{current_version}"'},
        current_version=current_version,
    )


def too_many(retry_after_s: float, detail: str = "Too many requests. Please wait a little.") -> Problem:
    """429 with ``Retry-After`` in whole seconds."""
    return Problem(429, "too-many-requests", "Too many requests", detail, headers=_retry(retry_after_s))


def unavailable(detail: str = "Please try again in a moment.", retry_after_s: float = 1) -> Problem:
    """503 with ``Retry-After`` in whole seconds: something that we need does not answer."""
    return Problem(503, "unavailable", "Not available", detail, headers=_retry(retry_after_s))


def too_large(limit: int) -> Problem:
    """413; ``limit`` in bytes."""
    return Problem(413, "too-large", "Too large", f"At most {limit} bytes are taken here.", limit=limit)


def malformed_json() -> Problem:
    """400: the body is not JSON (RFC 8259), UTF-8 and without NaN."""
    return Problem(400, "malformed-json", "Malformed JSON", "The body is not valid JSON.")


def internal() -> Problem:
    """500 without a word on what happened; the log has it under the same request id."""
    return Problem(500, "internal", "Internal error", "Something went wrong on our side. The request id finds it.")


def _retry(seconds: float) -> dict[str, str]:
    return {"Retry-After": str(max(1, -int(-seconds // 1)))}
