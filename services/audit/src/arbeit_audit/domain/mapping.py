"""Event -> draft of an entry. Never refuses an event: what cannot be understood is recorded by name, without values."""

import hashlib
import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from arbeit_audit.domain.actions import ACTIONS, UNKNOWN_GUARD, Action
from arbeit_audit.domain.entry import Draft, seal, storable
from arbeit_events import Envelope, EventData, registry

_LOG_ID_TAIL = re.compile(r"\A[0-9a-hjkmnp-tv-z]{26}\Z")
_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"

_NOBODY = frozenset({None, "", "system", "anonymous"})
_LOGINS = frozenset({"UserLoggedIn", "UserLoggedOut"})

CV_TEXT = frozenset({"summary", "experience", "education", "skills", "ai_story", "story", "cv_text"})
_SECRET_WORDS = frozenset({"password", "token", "hash", "secret", "link"})
_NO_SECRET = frozenset({"meeting_link"})

CHANGED = "(changed)"
"""Stands for a value that changed but is left out of the trail: text of a CV, anything that may be a secret."""


def erased_by(events: Iterable[Envelope]) -> frozenset[str]:
    """Ids of the persons whose values leave the trail with these events."""
    found = set()
    for event in events:
        action = action_for(event)
        if action is not None and action.erases:
            found.add(str(event.data.get(action.erases) or event.subject))
    return frozenset(found)


def persons_of(event: Envelope) -> list[str]:
    """Ids under which the values of this event's person can be erased."""
    action = action_for(event)
    return [] if action is None else _ids(event.data.get(field) for field in action.person)


def actors_of(event: Envelope) -> list[str]:
    """Ids under which the actor's address can be erased: a candidate's goes with his application, too."""
    actor, _ = _actor(event)
    return _ids([actor, *(persons_of(event) if event.actorrole == "candidate" else [])])


def action_for(event: Envelope) -> Action | None:
    """The row of the table; None for an event that this version does not know."""
    return ACTIONS.get(event.name) if event.type in registry.EVENTS else None


def draft_of(event: Envelope, erased: frozenset[str] = frozenset()) -> Draft:
    """What the trail says of an event. `erased` names persons whose values must not come in any more."""
    action = action_for(event)
    old: dict[str, Any] = {}
    new: dict[str, Any] = {}
    about: dict[str, Any] = {}
    personal: dict[str, dict[str, Any]] = {"old_value": {}, "new_value": {}, "metadata": {}}
    if action is not None:
        marked = personal_fields(registry.EVENTS[event.type])
        for part, fields, public in (("old_value", action.old, old), ("new_value", action.new, new)):
            _take(event.data, fields, marked, public, personal[part])
        _take(event.data, action.about, marked, about, personal["metadata"])
        _take_changes(event.data, action, old, new, personal)
    user_id, email = _actor(event)
    address = {"user_email": email, "address": event.actoraddress}
    actor = seal({k: v for k, v in address.items() if v}, actors_of(event), erased=erased)
    subject = seal({k: v for k, v in personal.items() if v}, persons_of(event), erased=erased)
    return Draft(
        log_id=log_id_of(event),
        timestamp=event.time,
        user_id=user_id,
        user_role=event.actorrole or None,
        action_type=_action_type(event, action),
        entity_type=_entity_type(event, action),
        entity_id=event.subject,
        client_id=event.clientid or _text(event.data.get("client_id")),
        old_value=storable(old),
        new_value=storable(new),
        metadata=storable(
            {
                "event_id": event.id,
                "event_type": event.type,
                "sequence": event.sequence,
                "request_id": event.correlationid,
                "causation_id": event.causationid,
                **about,
            }
        ),
        guard=action.guard if action else UNKNOWN_GUARD,
        commitments={"actor": actor[0], "subject": subject[0]},
        personal={"actor": actor[1], "subject": subject[1]},
    )


def log_id_of(event: Envelope) -> str:
    """`log_` + the event's own sortable part: one event can have one entry only, and entries sort by event time."""
    tail = event.id.rpartition("_")[2]
    if _LOG_ID_TAIL.match(tail) and tail[0] <= "7":
        return f"log_{tail}"
    # An id that is not ours (a foreign publisher): the same shape, from its time and a digest of the id.
    ms = int(event.time.timestamp() * 1000)
    number = (ms << 80) | int.from_bytes(hashlib.sha256(event.id.encode()).digest()[:10])
    return "log_" + "".join(_ALPHABET[(number >> shift) & 31] for shift in range(125, -1, -5))


@cache
def personal_fields(model: type[EventData]) -> frozenset[str]:
    """Fields of a payload that are marked personal, themselves or anywhere below."""
    schema = model.model_json_schema(mode="serialization")
    defs = schema.get("$defs", {})

    def marked(part: Any) -> bool:
        if isinstance(part, dict):
            if "$ref" in part and marked(defs[part["$ref"].removeprefix("#/$defs/")]):
                return True
            return bool(part.get("x-pii")) or any(marked(value) for value in part.values())
        return isinstance(part, list) and any(marked(value) for value in part)

    return frozenset(name for name, part in schema["properties"].items() if marked(part))


def _take(
    data: Mapping[str, Any],
    fields: Iterable[str],
    marked: frozenset[str],
    public: dict[str, Any],
    private: dict[str, Any],
) -> None:
    for field in fields:
        source, _, name = field.partition(":")
        value = data.get(source)
        if value is not None:
            (private if source in marked else public)[name or source] = value


def _take_changes(
    data: Mapping[str, Any],
    action: Action,
    old: dict[str, Any],
    new: dict[str, Any],
    personal: dict[str, dict[str, Any]],
) -> None:
    for field, before, after in _changes(data):
        if field in CV_TEXT or _may_be_secret(field):
            new[field] = CHANGED
        elif action.public_changes is None or field in action.public_changes:
            old[field], new[field] = before, after
        else:
            personal["old_value"][field], personal["new_value"][field] = before, after


def _changes(data: Mapping[str, Any]) -> Iterable[tuple[str, Any, Any]]:
    changed = data.get("changed")
    for change in changed if isinstance(changed, list) else []:
        if isinstance(change, dict) and isinstance(change.get("field"), str):
            yield change["field"], change.get("old"), change.get("new")


def _may_be_secret(field: str) -> bool:
    return field not in _NO_SECRET and field.rsplit("_", 1)[-1] in _SECRET_WORDS


def _action_type(event: Envelope, action: Action | None) -> str:
    if action is None:
        return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", event.name).upper()
    changed = {field for field, _, _ in _changes(event.data)}
    return next((name for field, name in action.when_changed if field in changed), action.action_type)


def _entity_type(event: Envelope, action: Action | None) -> str:
    if action is None:
        return "unknown"
    candidate_account = action.entity_type == "user" and event.data.get("audience") == "candidate"
    return "portal_user" if candidate_account else action.entity_type


def _actor(event: Envelope) -> tuple[str | None, str | None]:
    """Who acted: id and e-mail. A log-in is done by the one who logs in, although nobody was signed in before it."""
    if event.name in _LOGINS and event.actorid in _NOBODY:
        return _text(event.data.get("user_id")), _text(event.data.get("email"))
    return event.actorid or None, event.actoremail or None


def _ids(values: Iterable[Any]) -> list[str]:
    return list(dict.fromkeys(value for value in values if isinstance(value, str) and value))


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) and value else None
