"""Which changes a person's screen is told of: only that something he may see has changed, never what it says now."""

from __future__ import annotations

from dataclasses import dataclass

from arbeit_events import Envelope, EventData
from arbeit_events.auth import (
    PortalUserCreated,
    PortalUserDeleted,
    PortalUserUpdated,
    PortalUserVerified,
    RoleCreated,
    RoleDeleted,
    RoleUpdated,
    UserDeleted,
    UserRegistered,
    UserUpdated,
)
from arbeit_events.candidates import EVENTS as CANDIDATES
from arbeit_events.interviews import EVENTS as INTERVIEWS
from arbeit_events.jobs import EVENTS as JOBS
from arbeit_events.tenancy import EVENTS as TENANCY

_ENTITIES: dict[str, tuple[type[EventData], ...]] = {
    "job": JOBS,
    "candidate": CANDIDATES,
    "interview": INTERVIEWS,
    "client": TENANCY,
    "user": (UserRegistered, UserUpdated, UserDeleted),
    "portal_user": (PortalUserCreated, PortalUserUpdated, PortalUserDeleted, PortalUserVerified),
    "role": (RoleCreated, RoleUpdated, RoleDeleted),
}
ENTITY_OF: dict[str, str] = {model.routing_key(): entity for entity, models in _ENTITIES.items() for model in models}
"""Routing key -> kind of the entity that changed."""
_PERMISSION = {entity: f"{entity}s:read" for entity in _ENTITIES}
_OF_CLIENTS = ("job", "candidate", "interview", "client")
_OF_CANDIDATES = ("candidate", "interview")


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who looks: `kind` is `admin`, `recruiter`, `client_user` or `candidate`."""

    kind: str
    subject: str
    client_id: str | None
    permissions: frozenset[str]


@dataclass(frozen=True, slots=True)
class Hint:
    type: str
    entity_type: str
    entity_id: str


def hint_for(viewer: Viewer, event: Envelope) -> Hint | None:
    """What to tell this viewer of the event, or None. A draft is nobody's business outside the agency."""
    entity = ENTITY_OF.get(event.routing_key)
    if entity is None:
        return None
    hint = Hint(event.name, entity, event.subject)
    if viewer.kind == "candidate":
        own = entity in _OF_CANDIDATES and event.data.get("candidate_portal_id") == viewer.subject
        return hint if own and not _draft(event) else None
    if _PERMISSION[entity] not in viewer.permissions:
        return None
    if viewer.kind in ("admin", "recruiter"):
        return hint
    own = entity in _OF_CLIENTS and viewer.client_id is not None and event.clientid == viewer.client_id
    return hint if own and viewer.kind == "client_user" and not _draft(event) else None


def _draft(event: Envelope) -> bool:
    return event.data.get("interview_status") == "Draft"
