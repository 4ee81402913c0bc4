"""Errors as RFC 9457 ``application/problem+json``: one shape for everything that is not a 2xx.

``type`` is a stable slug that clients may switch on; ``detail`` is a sentence for people. No answer carries a stack
trace, a driver's message or what the caller sent. Contract section 1.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, TypeVar, cast

import orjson
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from arbeit_kit import telemetry
from arbeit_kit.text import printable

MEDIA_TYPE = "application/problem+json"
_MOST_ERRORS = 50


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


# --- from other people's exceptions to ours -------------------------------------------------------------------------

_E = TypeVar("_E", bound=Exception)
_registered: dict[type[Exception], Callable[[Exception], Problem]] = {}


def register(kind: type[_E], to_problem: Callable[[_E], Problem]) -> None:
    """From now on an exception of this kind (or a subclass) that leaves a handler is answered so. For the rooms that
    own a driver, so that this one need not import it."""
    _registered[kind] = cast("Callable[[Exception], Problem]", to_problem)


def of(error: Exception) -> Problem | None:
    """The problem that an exception stands for; None when nobody knows it (a bug: 500)."""
    if isinstance(error, Problem):
        return error
    if isinstance(error, RequestValidationError):
        return _of_validation(error)
    if isinstance(error, HTTPException):
        return _of_http(error)
    for kind in type(error).__mro__:
        if kind in _registered:
            return _registered[kind](error)
    return None


_SLUGS = {
    400: "bad-request",
    404: "not-found",
    405: "method-not-allowed",
    413: "too-large",
    415: "unsupported-media-type",
}
_DETAILS = {
    400: "The request could not be read.",
    404: "There is no such resource.",
    405: "This address does not take that method.",
    413: "That is more than this address takes.",
}


def _of_http(error: HTTPException) -> Problem:
    """Starlette's own: unknown path, wrong method, unreadable body. Its wording is replaced by ours."""
    status = error.status_code
    try:
        title = HTTPStatus(status).phrase
    except ValueError:
        title = "Error"
    slug = _SLUGS.get(status, title.lower().replace(" ", "-"))
    return Problem(status, slug, title, _DETAILS.get(status, title + "."), headers=error.headers)


def _of_validation(error: RequestValidationError) -> Problem:
    found = error.errors()
    if any(entry.get("type") == "json_invalid" for entry in found):
        return malformed_json()
    return invalid_fields([field_error(entry) for entry in found[:_MOST_ERRORS]])


_PLACES = ("body", "query", "path", "header", "cookie")


def field_error(entry: Mapping[str, Any]) -> FieldError:
    """One of pydantic's errors in our words; what was sent is never repeated."""
    loc = list(entry.get("loc", ()))
    if loc and loc[0] in _PLACES:
        loc = loc[1:]
    path = ""
    for step in loc:
        if isinstance(step, int):
            path += f"[{step}]"
        elif not any(mark in step for mark in "[(") or entry.get("type") == "extra_forbidden":  # not a validator's name
            path += f".{step}" if path else step
    code = str(entry.get("type", "invalid"))
    message = str(entry.get("msg", "is not valid")).removeprefix("Value error, ")
    return FieldError(printable(path) or "body", printable(message), "invalid" if code == "value_error" else code)


# --- FastAPI ----------------------------------------------------------------------------------------------------------


def install(app: FastAPI) -> None:
    """Answers problems, validation errors, 404 and 405 in our shape, and documents that in the OpenAPI description.
    Everything else that escapes a handler is caught by ``http.install``."""

    async def answer(request: Request, error: Exception) -> Response:
        return (of(error) or internal()).response(request.url.path)

    for kind in (Problem, RequestValidationError, HTTPException):
        app.add_exception_handler(kind, answer)

    describe = app.openapi

    def openapi() -> dict[str, Any]:
        return _documented_openapi(describe())

    app.openapi = openapi  # type: ignore[method-assign]


_REF = {"$ref": "#/components/schemas/Problem"}
_CONTENT = {MEDIA_TYPE: {"schema": _REF}}
_SCHEMA: dict[str, Any] = {
    "title": "Problem",
    "description": "RFC 9457. `type` is a stable slug; further members depend on it.",
    "type": "object",
    "required": ["type", "title", "status", "detail", "instance", "request_id"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "instance": {"type": "string"},
        "request_id": {"type": "string"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["field", "message", "code"],
                "properties": {name: {"type": "string"} for name in ("field", "message", "code")},
            },
        },
    },
}


def documented(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """``responses=`` of a route: these statuses answer with a problem."""
    return {
        status: {"description": HTTPStatus(status).phrase, "content": {MEDIA_TYPE: {"schema": dict(_REF)}}}
        for status in statuses
    }


def _documented_openapi(schema: dict[str, Any]) -> dict[str, Any]:
    """FastAPI describes its own shape of 422; ours replaces it, and every operation may answer with a problem."""
    components = schema.setdefault("components", {}).setdefault("schemas", {})
    components["Problem"] = _SCHEMA
    components.pop("HTTPValidationError", None)
    components.pop("ValidationError", None)
    for item in schema.get("paths", {}).values():
        for operation in item.values():
            if not isinstance(operation, dict) or "responses" not in operation:
                continue
            responses = operation["responses"]
            if "422" in responses:
                responses["422"] = {"description": "Invalid input", "content": _CONTENT}
            responses.setdefault("default", {"description": "Any other problem", "content": _CONTENT})
    return schema
