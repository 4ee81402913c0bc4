"""Problems in the OpenAPI description."""

from http import HTTPStatus
from typing import Any

from arbeit_kit.problem.answers import MEDIA_TYPE

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


def document(schema: dict[str, Any]) -> dict[str, Any]:
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
