"""From other people's exceptions to ours: the framework's, the validator's, and those that drivers register."""

from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any, TypeVar, cast

from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from arbeit_kit.problem.answers import FieldError, Problem, invalid_fields, malformed_json
from arbeit_kit.problem.words import words_of
from arbeit_kit.text import printable

_MOST_ERRORS = 50
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
    return FieldError(
        printable(path) or "body", printable(words_of(entry)), "invalid" if code == "value_error" else code
    )
