"""What of an event a receiver gets: the CloudEvents envelope, less what is not for him.

Personal values (`x-pii` in the event's schema) are sent only where the subscription says so; else they are withheld in
a way that still fits the schema. A client's subscription never gets what its users do not see in the portal
(contract, section 3): who of the agency did it, offers, where a candidate came from, why a status was set.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

from arbeit_events.registry import EVENTS
from arbeit_events.schemas import schema_of

WITHHELD = "(withheld)"

_PERSONAL_ATTRIBUTES = ("actoremail", "actoraddress")
_ACTOR = ("actorid", "actorrole", *_PERSONAL_ATTRIBUTES)
# `salary_offered` of HiringInitiated, `source` of CandidateCreated, and the like; None where a schema takes it, else
# left out.
_NOT_FOR_CLIENTS = frozenset({"salary_offered", "source", "requested_by", "cancelled_by", "notes", "created_by"})
_REASONS = frozenset({"arbeit.candidates.CandidateStatusChanged.v1"})
_ABOUT = ("candidate_id", "candidate_portal_id", "linked_candidate_id", "user_id", "subject_id")


def body_of(envelope: Mapping[str, Any], *, personal: bool, for_client: bool) -> bytes:
    """The very bytes that are signed and sent; the same for the same event and subscription, each time."""
    shown = dict(envelope)
    if not personal:
        shown = withheld(shown)
    if for_client:
        shown = _for_client(shown)
    return json.dumps(shown, ensure_ascii=False, separators=(",", ":")).encode()


def withheld(envelope: Mapping[str, Any]) -> dict[str, Any]:
    """The event without personal values."""
    shown = {name: value for name, value in envelope.items() if name not in _PERSONAL_ATTRIBUTES}
    schema = _schema(shown["type"])
    # Nothing is known of the fields of an event that is newer than this installation.
    shown["data"] = {} if schema is None else _without(shown["data"], schema, schema.get("$defs", {}))
    return shown


def about(envelope: Mapping[str, Any]) -> list[str]:
    """Ids of the persons whom the event tells of."""
    data = envelope["data"]
    return sorted({data[name] for name in _ABOUT if isinstance(data.get(name), str)})


def _for_client(envelope: Mapping[str, Any]) -> dict[str, Any]:
    shown = {name: value for name, value in envelope.items() if name not in _ACTOR}
    hidden = _NOT_FOR_CLIENTS | {"reason"} if shown["type"] in _REASONS else _NOT_FOR_CLIENTS
    schema = _schema(shown["type"]) or {}
    data = {}
    for name, value in shown["data"].items():
        if name not in hidden:
            data[name] = value
        elif _takes_null(schema.get("properties", {}).get(name, {})):
            data[name] = None
    if isinstance(data.get("changed"), list):
        data["changed"] = [each for each in data["changed"] if each.get("field") not in hidden | {"status_reason"}]
    shown["data"] = data
    return shown


@cache
def _schema(kind: str) -> dict[str, Any] | None:
    model = EVENTS.get(kind)
    return None if model is None else schema_of(model)


def _without(value: Any, schema: Mapping[str, Any], defs: Mapping[str, Any]) -> Any:
    if "$ref" in schema:
        schema = {**defs[schema["$ref"].rpartition("/")[2]], **{k: v for k, v in schema.items() if k != "$ref"}}
    if schema.get("x-pii"):
        return _blank(value, schema)
    if isinstance(value, Mapping):
        choices = [each for each in schema.get("anyOf", ()) if each.get("type") != "null"]
        if len(choices) == 1:
            return _without(value, choices[0], defs)
        fields = schema.get("properties", {})
        return {name: _without(each, fields.get(name, {}), defs) for name, each in value.items()}
    if isinstance(value, list):
        return [_without(each, schema.get("items", {}), defs) for each in value]
    return value


def _blank(value: Any, schema: Mapping[str, Any]) -> Any:
    if _takes_null(schema):
        return None
    if isinstance(value, list):
        return []
    return {} if isinstance(value, Mapping) else WITHHELD


def _takes_null(schema: Mapping[str, Any]) -> bool:
    if not schema:
        return False
    return "type" not in schema and (
        "anyOf" not in schema or any(each.get("type") == "null" for each in schema["anyOf"])
    )
