"""Errors as RFC 9457 ``application/problem+json``: one shape for everything that is not a 2xx.

``type`` is a stable slug that clients may switch on; ``detail`` is a sentence for people. No answer carries a stack
trace, a driver's message or what the caller sent. Contract section 1.
"""

from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from arbeit_kit.problem.answers import (
    MEDIA_TYPE,
    FieldError,
    Problem,
    conflict,
    encode,
    forbidden,
    illegal_transition,
    internal,
    invalid,
    invalid_fields,
    malformed_json,
    not_found,
    precondition_failed,
    too_large,
    too_many,
    unauthorized,
    unavailable,
)
from arbeit_kit.problem.description import document, documented
from arbeit_kit.problem.translate import field_error, of, register

__all__ = [
    "MEDIA_TYPE",
    "FieldError",
    "Problem",
    "conflict",
    "documented",
    "encode",
    "field_error",
    "forbidden",
    "illegal_transition",
    "install",
    "internal",
    "invalid",
    "invalid_fields",
    "malformed_json",
    "not_found",
    "of",
    "precondition_failed",
    "register",
    "too_large",
    "too_many",
    "unauthorized",
    "unavailable",
]


def install(app: FastAPI) -> None:
    """Answers problems, validation errors, 404 and 405 in our shape, and documents that in the OpenAPI description.
    Everything else that escapes a handler is caught by ``http.install``."""

    async def answer(request: Request, error: Exception) -> Response:
        return (of(error) or internal()).response(request.url.path)

    for kind in (Problem, RequestValidationError, HTTPException):
        app.add_exception_handler(kind, answer)

    describe = app.openapi

    def openapi() -> dict[str, Any]:
        return document(describe())

    app.openapi = openapi  # type: ignore[method-assign]
